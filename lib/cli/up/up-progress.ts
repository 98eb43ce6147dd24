import { ENVIRONMENTS, type EnvironmentName } from '../../environment/modes';
import { type Progress, STEPS, type Step } from '../../local/progress';

/** What each step does, for a reader who sees it for the first time. */
const WORDS: Readonly<Record<Step, string>> = {
  emulator: 'emulator',
  synth: 'cdk synth',
  bootstrap: 'cdk bootstrap',
  deploy: 'cdk deploy',
  settings: 'settings by API',
  gateway: 'gateway on its port',
  demo: 'apps, first payment',
};
const SPINNER = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const COLUMN = 14;
const FRAME_MILLISECONDS = 100;

export interface UpProgress extends Progress {
  /** Draws for the last time: steps that end from now on were stopped from outside. */
  close(): void;
}

/** On a terminal a table that is redrawn as steps proceed, otherwise one line for each step that ended. */
export function createUpProgress(stream: NodeJS.WriteStream): UpProgress {
  return stream.isTTY && process.env['TERM'] !== 'dumb' ? new Table(stream) : new Lines(stream);
}

class Lines implements UpProgress {
  private closed = false;

  constructor(private readonly stream: NodeJS.WritableStream) {}

  started(): void {}

  ended(environment: EnvironmentName, step: Step, outcome: 'done' | 'failed', milliseconds: number): void {
    if (this.closed) return;
    const sign = outcome === 'done' ? '✓' : '✗';
    this.stream.write(`${sign} ${environment.padEnd(7)} ${WORDS[step]} (${seconds(milliseconds)})\n`);
  }

  close(): void {
    this.closed = true;
  }
}

class Table implements UpProgress {
  private readonly cells = new Map<string, { readonly since: number; readonly text?: string }>();
  private readonly timer: NodeJS.Timeout;
  private drawn = 0;

  constructor(private readonly stream: NodeJS.WriteStream) {
    this.timer = setInterval(() => this.draw(), FRAME_MILLISECONDS);
    this.draw();
  }

  started(environment: EnvironmentName, step: Step): void {
    this.cells.set(`${environment} ${step}`, { since: performance.now() });
  }

  ended(environment: EnvironmentName, step: Step, outcome: 'done' | 'failed', milliseconds: number): void {
    const text = `${outcome === 'done' ? '✓' : '✗'} ${seconds(milliseconds)}`;
    this.cells.set(`${environment} ${step}`, { since: 0, text });
  }

  close(): void {
    clearInterval(this.timer);
    this.draw();
  }

  private draw(): void {
    const label = Math.max(...STEPS.map((step) => WORDS[step].length)) + 2;
    const head = ' '.repeat(label) + ENVIRONMENTS.map((name) => name.padEnd(COLUMN)).join('');
    const rows = STEPS.map(
      (step) => WORDS[step].padEnd(label) + ENVIRONMENTS.map((name) => this.cell(name, step).padEnd(COLUMN)).join(''),
    );
    const up = this.drawn > 0 ? `\u001b[${this.drawn}A` : '';
    this.stream.write(`${up}${[head, ...rows].map((line) => `\u001b[2K${line.trimEnd()}\n`).join('')}`);
    this.drawn = rows.length + 1;
  }

  private cell(environment: EnvironmentName, step: Step): string {
    const cell = this.cells.get(`${environment} ${step}`);
    if (!cell) return '·';
    const spent = performance.now() - cell.since;
    return cell.text ?? `${SPINNER[Math.floor(spent / FRAME_MILLISECONDS) % SPINNER.length]} ${seconds(spent)}`;
  }
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
