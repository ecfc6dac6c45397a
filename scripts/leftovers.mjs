import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** Ends every PostgreSQL whose data directory lies below a folder: tests that kill their application leave one. */
export function endServersBelow(folder) {
  const pidFiles = readdirSync(folder, { recursive: true }).filter((file) => path.basename(file) === 'postmaster.pid');
  for (const file of pidFiles) {
    const [pid] = readFileSync(path.join(folder, file), 'utf8').split('\n');
    try {
      process.kill(Number(pid), 'SIGQUIT'); // at once: the data is thrown away
    } catch {
      // it had ended already
    }
  }
}
