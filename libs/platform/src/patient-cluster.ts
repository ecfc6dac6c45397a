import { Cluster } from 'ioredis';

/**
 * A Redis Cluster whose commands fail after `redisOptions.commandTimeout`, also while none of its nodes can be reached:
 * by itself the option counts only from when there was a node to send the command to.
 */
export class PatientCluster extends Cluster {
  override sendCommand(...[command, ...rest]: Parameters<Cluster['sendCommand']>): unknown {
    const { commandTimeout } = this.options.redisOptions ?? {};
    if (commandTimeout !== undefined) command.setTimeout(commandTimeout);
    return super.sendCommand(command, ...rest);
  }
}
