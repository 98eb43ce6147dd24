import { Argument, type Command } from 'commander';
import { SHELLS, type Shell } from './completion-scripts';

const HELP = `
To have it in every shell, once:
  bash  npx airlock completion bash >> ~/.bashrc
  zsh   npx airlock completion zsh >> ~/.zshrc
  fish  npx airlock completion fish > ~/.config/fish/completions/airlock.fish
It completes the word airlock; with alias airlock='npx airlock' that is enough to call it.`;

export function register(program: Command): void {
  program
    .command('completion')
    .description('a script with which a shell completes commands, options and stages')
    .addArgument(new Argument('<shell>', 'shell').choices(SHELLS))
    .addHelpText('after', HELP)
    .action(async (shell: Shell) => {
      const { completionScript } = await import('./completion-scripts.js');
      process.stdout.write(completionScript(program, shell));
    });
}
