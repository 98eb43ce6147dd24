import type { Command } from 'commander';
import { addCdkCommand } from './cdk-command';

export function register(program: Command): void {
  addCdkCommand(program, 'synth', "write an environment's cloud assembly to cdk.out/<stage>");
}
