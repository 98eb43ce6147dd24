import type { Command } from 'commander';
import { addCdkCommand } from './cdk-command';

export function register(program: Command): void {
  addCdkCommand(program, 'diff', "what a deployment would change in an environment's account");
}
