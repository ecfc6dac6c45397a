// npm run against a registry that hides the binary packages of other platforms writes a lock without them, and
// `npm ci` then refuses it on every machine. What is missing can be told from the packages that ask for it: name and
// version as they say, platform as the name says.

const systems = ['darwin', 'linux', 'win32', 'android', 'freebsd', 'openbsd', 'netbsd', 'sunos', 'aix', 'openharmony'];
const processors = 'arm64 x64 ia32 arm ppc64 s390x riscv64 loong64 mips64el wasm32'.split(' ');
const otherNames = { linuxmusl: 'linux', windows: 'win32', armv7: 'arm', gnueabihf: 'arm' };

/** Lock entry of an optional platform package, or undefined when its name names no platform. */
function platformEntry(name, range) {
  const parts = name.replace(/^@[^/]+\//, '').split(/[-/.]/);
  const words = parts.map((part) => otherNames[part] ?? part);
  const os = words.find((word) => systems.includes(word));
  const cpu = words.find((word) => processors.includes(word));
  if (!os && !cpu) return undefined;
  // the keys in npm's own order, so that npm finds nothing to rewrite
  const entry = { version: range.replace(/^[\^~]/, '') };
  if (cpu) entry.cpu = [cpu];
  if (parts.some((part) => part.includes('musl'))) entry.libc = ['musl'];
  else if (os === 'linux' && parts.includes('gnu')) entry.libc = ['glibc'];
  entry.optional = true;
  if (os) entry.os = [os];
  return entry;
}

/** Whether Node, standing in package `at`, would find `name`: in its own node_modules or in one above it. */
function isLocked(packages, at, name) {
  for (let folder = at; ; folder = folder.slice(0, Math.max(folder.lastIndexOf('/node_modules/'), 0))) {
    if (packages[`${folder ? `${folder}/` : ''}node_modules/${name}`]) return true;
    if (!folder) return false;
  }
}

/** Entries that the `packages` of a lock file lack: path → entry. */
export function missingEntries(packages) {
  const missing = {};
  for (const [at, { optionalDependencies = {} }] of Object.entries(packages))
    for (const [name, range] of Object.entries(optionalDependencies)) {
      const entry = isLocked(packages, at, name) ? undefined : platformEntry(name, range);
      if (entry) missing[`node_modules/${name}`] ??= entry;
    }
  return missing;
}
