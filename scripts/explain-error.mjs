// One clear sentence for what goes wrong at the door: a setting, a port, a database.

const sentences = {
  EADDRINUSE: (error) =>
    `Port ${error.port ?? ''} is taken by another program; stop it or set PORT to a free one.`.replace('  ', ' '),
  EACCES: (error) =>
    error.syscall === 'listen'
      ? `Port ${error.port} needs more rights than this account has; set PORT to one above 1023.`
      : `No permission for ${error.path}.`,
  ECONNREFUSED: (error) =>
    `Nothing answers at ${error.address}:${error.port}; is the server of DATABASE_URL or REDIS_URL running?`,
  ENOTFOUND: (error) => `The host ${error.hostname} is not known; check the address in the settings.`,
  ETIMEDOUT: (error) => `${error.address ? `${error.address}:${error.port}` : 'The server'} does not answer.`,
  ERR_INVALID_URL: () => 'An address in the settings is not a URL.',
  '28P01': () => 'PostgreSQL refuses the user name or password in DATABASE_URL.',
  28000: () => 'PostgreSQL does not let the user in DATABASE_URL in from here.',
  '3D000': () => 'The database named in DATABASE_URL does not exist; create it or correct the name.',
  42501: () => 'The user in DATABASE_URL may not do that in this database; it needs the rights to create tables.',
  53300: () => 'PostgreSQL has no connection left; raise its max_connections or stop another client.',
};

/** The error and what caused it. An aggregate (a name with two addresses) says less than the errors in it. */
function* layers(error) {
  for (let layer = error; typeof layer === 'object' && layer !== null; layer = layer.cause) {
    for (const inner of layer.errors ?? []) yield* layers(inner);
    yield layer;
  }
}

/** The sentence for an error, or undefined when it is none of the expected ones. */
export function expectedSentence(error) {
  for (const layer of layers(error)) {
    if (layer.name === 'SettingsError' || layer.name === 'ExpectedError') return layer.message;
    if (Object.hasOwn(sentences, layer.code ?? '')) return sentences[layer.code](layer);
    if (layer.message === 'timeout expired') return 'PostgreSQL at DATABASE_URL does not answer.';
  }
  return undefined;
}

/** The sentence, or, for a bug of ours, everything that is known. */
export const explain = (error) => expectedSentence(error) ?? error?.stack ?? String(error);

/** For our own sentences: shown as they are, without a stack. */
export class ExpectedError extends Error {
  name = 'ExpectedError';
}
