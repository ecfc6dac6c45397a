// Imported first by the two commands a newcomer types: an old Node would otherwise fail with a syntax error
// somewhere inside a library, which says nothing about its cause.
const [major, minor] = process.versions.node.split('.').map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Silkcast needs Node 20.19 or newer (22 or 24 recommended); this is Node ${process.versions.node}.`);
  process.exit(1);
}
