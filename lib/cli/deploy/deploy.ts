import type { Command } from 'commander';
import { addCdkCommand } from './cdk-command';

export function register(program: Command): void {
  addCdkCommand(program, 'deploy', 'deploy an environment to its own account');
}
