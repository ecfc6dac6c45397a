// The two pages about settings, made of the JSON Schema of `Settings`.

/** `{ name, description, required, fallback, values }` of every setting, in the order of the schema. */
const rowsOf = ({ properties, required = [] }) =>
  Object.entries(properties).map(([name, { description, default: fallback, ...schema }]) => ({
    name,
    description,
    required: required.includes(name),
    fallback: fallback === undefined ? '' : String(fallback),
    values: valuesOf(schema),
  }));

function valuesOf({ enum: choices, type, minimum, maximum, format }) {
  if (choices) return choices.join(', ');
  if (type === 'integer' || type === 'number') return `${minimum} to ${maximum}`;
  return format === 'uri' ? 'a URL' : 'text';
}

const cell = (text) => text.replaceAll('|', '\\|');
const code = (text) => (text === '' ? '' : `\`${text}\``);

export function settingsPage(schema) {
  const rows = rowsOf(schema).map(({ name, description, required, fallback, values }) =>
    [code(name), cell(description), values, required ? 'must be set' : code(fallback)].join(' | '),
  );
  return `# Settings

Every setting is an environment variable; an empty one counts as absent. \`npm start\` needs none. This page is made of
the schema in \`libs/contracts/src/settings.ts\`.

| setting | what it is | values | default |
| --- | --- | --- | --- |
${rows.map((row) => `| ${row} |`).join('\n')}
`;
}

export function environmentExample(schema) {
  const entries = rowsOf(schema).map(
    ({ name, description, required, fallback }) => `# ${description}\n${required ? '' : '# '}${name}=${fallback}\n`,
  );
  return `# Settings of Silkcast with their defaults: copy to .env and fill in what has no # before it.\n\n${entries.join('\n')}`;
}
