// Prisma's own schema engine, compiled to WebAssembly (the official package, at the engine commit of our Prisma
// version), over Prisma's adapter for `pg`. It writes the same migrations table with the same checksums as
// `prisma migrate`, and needs no native binary and so no download.
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg';

let loading;

async function loadWebAssembly() {
  const gluePath = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const binary = await readFile(path.join(path.dirname(gluePath), 'schema_engine_bg.wasm'));
  // The engine never clears the timer (10 s) that bounds its wait for the migration lock: it must not keep us alive.
  const [setTimer, startTimer] = Object.entries(glue).find(([name]) => name.startsWith('__wbg_setTimeout_'));
  const imports = { ...glue, [setTimer]: (...args) => startTimer(...args).unref() };
  const { instance } = await WebAssembly.instantiate(binary, { './schema_engine_bg.js': imports });
  glue.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  // the engine reports a panic by calling this global
  globalThis.PRISMA_WASM_PANIC_REGISTRY ??= {
    set_message(message) {
      this.message = message;
    },
  };
}

// The system catalogue has columns of the internal type "char" (OID 18). The adapter has no mapping for it, and the
// engine's introspection (of CHECK constraints, for one) wants to hear of it as the single character it is. So it
// passes the adapter as text, and is named a character in the answer.
const CATALOGUE_CHAR = 18;
const TEXT = 25;

function adaptToEngine(connection) {
  const performIO = connection.performIO.bind(connection);
  const queryRaw = connection.queryRaw.bind(connection);
  const characterFields = new WeakMap();
  connection.performIO = async (query) => {
    const result = await performIO(query);
    characterFields.set(
      query,
      (result.fields ?? []).map((field) => field.dataTypeID === CATALOGUE_CHAR),
    );
    for (const field of result.fields ?? []) if (field.dataTypeID === CATALOGUE_CHAR) field.dataTypeID = TEXT;
    return result;
  };
  connection.queryRaw = async (query) => {
    const result = await queryRaw(query);
    const isCharacter = characterFields.get(query) ?? [];
    result.columnTypes = result.columnTypes.map((type, at) => (isCharacter[at] ? ColumnTypeEnum.Character : type));
    return result;
  };
  // The adapter's own version cuts a script at every semicolon, also inside comments and function bodies.
  // PostgreSQL takes a whole script as one simple query, and as one transaction.
  connection.executeScript = async (script) => {
    await connection.client.query(script);
  };
  return connection;
}

class CatalogueAdapter extends PrismaPg {
  #url;
  #connections = [];

  constructor(url) {
    super({ connectionString: url });
    this.#url = url;
  }

  async connect() {
    const connection = adaptToEngine(await super.connect());
    this.#connections.push(connection);
    return connection;
  }

  // The engine leaves its connections to the end of the process.
  async close() {
    for (const connection of this.#connections) await connection.dispose();
  }

  // Given a connection string, the adapter's own version connects to the main database and calls it the shadow:
  // the engine would then replay and reset migrations on real data.
  async connectToShadowDb() {
    const main = await this.connect();
    const name = `prisma_migrate_shadow_db_${randomUUID()}`;
    await main.executeScript(`CREATE DATABASE "${name}"`);
    const url = new URL(this.#url);
    url.pathname = `/${name}`;
    const shadow = adaptToEngine(await new PrismaPg({ connectionString: url.href }).connect());
    const disconnect = shadow.dispose.bind(shadow);
    shadow.dispose = async () => {
      await disconnect();
      await main.executeScript(`DROP DATABASE "${name}" WITH (FORCE)`);
    };
    return shadow;
  }
}

/**
 * Resolves to what `work(engine)` resolves to, and leaves no connection behind.
 * @param schemaFiles `{ path, content }` of each Prisma schema file
 */
export async function withSchemaEngine(url, schemaFiles, work) {
  await (loading ??= loadWebAssembly());
  const datamodels = schemaFiles.map((file) => [file.path, file.content]);
  const adapter = new CatalogueAdapter(url);
  const bound = bindMigrationAwareSqlAdapterFactory(adapter);
  const engine = await glue.SchemaEngine.new({ datamodels }, () => undefined, bound);
  try {
    return await work(engine);
  } finally {
    await adapter.close();
  }
}
