import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';

/** What Vite writes about what it has built: each source with its file, whose name holds the hash of its content. */
const Manifest = z.record(z.string(), z.object({ file: z.string(), css: z.array(z.string()).default([]) }));
const builtPages = path.resolve(import.meta.dirname, '../../../../web');
const source = 'src/lite/lite.entry.ts';

/** The style and the script of the pages, by their addresses. Without built pages there are none, and all works. */
@Injectable()
export class LiteAssets {
  readonly styles: readonly string[];
  readonly scripts: readonly string[];

  constructor() {
    const built = readManifest()?.[source];
    this.styles = built?.css.map((file) => `/${file}`) ?? [];
    this.scripts = built === undefined ? [] : [`/${built.file}`];
  }
}

function readManifest(): z.infer<typeof Manifest> | undefined {
  try {
    return Manifest.parse(JSON.parse(readFileSync(path.join(builtPages, '.vite/manifest.json'), 'utf8')));
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ENOENT') return undefined;
    throw error;
  }
}
