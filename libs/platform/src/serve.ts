import { createServer } from 'node:net';
import type { ModuleMetadata } from '@nestjs/common';
import { Logger, Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { ProcessRole, Settings } from '#libs/contracts';
import { createHttpApp } from './http-app.js';
import { Vitals } from './vitals/vitals.js';

type Imports = NonNullable<ModuleMetadata['imports']>;

@Module({})
class RootModule {}

/**
 * Runs one process: composes its modules, lets the app add what is its own, listens, and says where.
 * A wrong setting, a taken port or an unreachable database end it with one sentence instead of a stack trace.
 */
export async function serve(
  name: ProcessRole,
  settings: Settings,
  compose: (settings: Settings) => Imports,
  prepare: (app: NestFastifyApplication) => void | Promise<void> = () => {},
): Promise<NestFastifyApplication> {
  await checkPort(settings);
  const app = await createHttpApp({ module: RootModule, imports: compose(settings) }, settings);
  await prepare(app);
  await app.listen({ host: settings.HOST, port: settings.PORT });
  await app.get(Vitals).begin(name);
  new Logger('Serve').log({ process: name, url: await app.getUrl() }, 'listening');
  return app;
}

/** Fails with EADDRINUSE before anything is opened, rather than after the whole house was. */
function checkPort({ HOST: host, PORT: port }: Settings): Promise<void> {
  const probe = createServer();
  return new Promise((resolve, reject) => {
    probe.once('error', reject).listen({ host, port }, () => probe.close(() => resolve()));
  });
}
