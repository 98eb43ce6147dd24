import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Argument, Command, Option } from 'commander';
import { pathOf } from '../../lib/cli/output/hints';
import { airlockProgram, descendants } from '../../lib/cli/program';
import { understand } from './command-line';
import { airlock } from './run-airlock';
import { type BadValue, JUDGED_LATER, RIGHT_ARGUMENTS, WRONG_VALUES } from './wrong-values';

// The cases follow from the program itself: a command or an option that is new is covered, or says here what is missing.

let commands: readonly Command[];
beforeAll(async () => {
  commands = descendants(await airlockProgram());
});

/** The words that lead to a command, and those that it needs. */
const wordsOf = (command: Command) => pathOf(command).slice(1);
const called = (command: Command) => wordsOf(command).join(' ');
const leaves = () => commands.filter((command) => command.commands.length === 0);
const visible = (command: Command) => command.options.filter(({ hidden }) => !hidden);
const taking = (command: Command) => visible(command).filter(({ required }) => required);

/** A right value of an argument. */
function argumentFor(command: Command, argument: Argument): string {
  const value = argument.argChoices?.[0] ?? RIGHT_ARGUMENTS[argument.name()];
  if (value === undefined)
    throw new Error(`wrong-values.ts has no right value for <${argument.name()}> of ${called(command)}`);
  return value;
}

/** What it cannot be given with, by attribute; commander keeps it to itself. */
const conflictsOf = (option: Option) =>
  (option as unknown as { readonly conflictsWith: readonly string[] }).conflictsWith;

/** A right value of an option. */
const valueFor = ({ argChoices }: Option) => argChoices?.[0] ?? 'x';

/** A command with all that it must have, but for what is left out. */
function complete(command: Command, without?: Argument): string[] {
  const args = command.registeredArguments.filter((argument) => argument.required && argument !== without);
  return [
    ...wordsOf(command),
    ...args.map((argument) => argumentFor(command, argument)),
    ...(visible(command).some(({ long }) => long === '--stage') ? ['--stage', 'live'] : []),
  ];
}

/** Every case of a list, each of which is wrong usage: exit code 2, one sentence, and what to do. */
async function refused(cases: readonly (readonly [words: readonly string[], message: RegExp])[]): Promise<void> {
  expect(cases.length).toBeGreaterThan(0);
  for (const [words, message] of cases) {
    const { exitCode, message: sentence, fix } = await understand(words);
    expect([words, exitCode, sentence]).toEqual([words, 2, expect.stringMatching(message)]);
    expect([words, fix]).toEqual([words, expect.stringMatching(/\S/)]);
    expect(sentence).not.toContain('\n');
  }
}

test('there are commands, and those with a right command line would run', async () => {
  expect(leaves().length).toBeGreaterThan(15);
  for (const command of leaves()) {
    expect([called(command), (await understand(complete(command))).message]).toEqual([called(command), 'would run']);
  }
});

test('--help of every command names each of its options and arguments, and what the exit codes mean', async () => {
  for (const command of commands) {
    const { exitCode, help } = await understand([...wordsOf(command), '--help']);
    expect([called(command), exitCode]).toEqual([called(command), 0]);
    expect(help).toContain(`Usage: airlock ${called(command)}`);
    for (const { flags, description } of visible(command)) {
      expect(help).toMatch(new RegExp(`^ {2}${escaped(flags)}(?: |$)`, 'm'));
      expect([called(command), flags, description]).toEqual([called(command), flags, expect.stringMatching(/\S/)]);
    }
    for (const argument of command.registeredArguments) expect(help).toContain(argument.name());
    for (const below of command.commands) expect(help).toMatch(new RegExp(`^ {2}${below.name()}\\b`, 'm'));
    expect(help).toMatch(/\nExit codes:\n {2}0 {2}.+\n {2}1 {2}.+\n {2}2 {2}.+/);
  }
});

test('an option that a command does not know', () =>
  refused(
    commands.map((command) => [[...wordsOf(command), '--no-such-option'], /^unknown option '--no-such-option'/]),
  ));

test('an option that was mistyped is asked back', async () => {
  for (const command of commands.filter((each) => visible(each).length > 0)) {
    const [option] = visible(command);
    const { fix } = await understand([...wordsOf(command), `${option?.long}x`]);
    expect([called(command), fix]).toEqual([called(command), expect.stringContaining(`did you mean ${option?.long}`)]);
  }
});

test('an argument that is missing', () =>
  refused(
    leaves().flatMap((command) =>
      command.registeredArguments
        .filter(({ required }) => required)
        .map((argument) => [complete(command, argument), /^missing required argument/] as const),
    ),
  ));

test('an argument that is none of its choices', () =>
  refused(
    leaves().flatMap((command) =>
      command.registeredArguments
        .filter(({ argChoices }) => argChoices)
        .map(() => [[...wordsOf(command), 'no-such-choice'], /Allowed choices are/] as const),
    ),
  ));

test('no option is mandatory to commander, which would speak of it before a mistyped one', () => {
  expect(leaves().flatMap((command) => command.options.filter(({ mandatory }) => mandatory))).toEqual([]);
});

test('a value that is missing, at the end and before another option', () =>
  refused(
    leaves().flatMap((command) =>
      taking(command).flatMap(({ long = '' }) => {
        const next = visible(command).find((option) => option.long !== long)?.long ?? '';
        return [
          [[...complete(command), long], new RegExp(`^option '${long} .*' argument missing`)] as const,
          [[...complete(command), long, next], /Its value is missing|Allowed choices are/] as const,
        ];
      }),
    ),
  ));

test('a value that is none of the choices', () =>
  refused(
    leaves().flatMap((command) =>
      taking(command)
        .filter(({ argChoices }) => argChoices)
        .map(({ long = '' }) => [[...complete(command), long, 'no-such-choice'], /Allowed choices are/] as const),
    ),
  ));

test('two options that exclude each other', () =>
  refused(
    leaves().flatMap((command) =>
      visible(command).flatMap((option) =>
        conflictsOf(option).map((attribute) => {
          const other = visible(command).find((each) => each.attributeName() === attribute);
          const given = [option, other].flatMap((each) => [
            each?.long ?? '',
            ...(each?.required ? [valueFor(each)] : []),
          ]);
          // Which accounts are read is said with --deployed only.
          const words = command.name() === 'audit' && attribute !== 'format' ? ['--deployed'] : [];
          return [[...complete(command), ...words, ...given], /cannot be used with option/] as const;
        }),
      ),
    ),
  ));

describe('as processes of their own', () => {
  const templates = mkdtempSync(join(tmpdir(), 'airlock-usage-'));
  beforeAll(() => {
    for (const stage of ['sandbox', 'live']) {
      mkdirSync(join(templates, stage));
      const Resources = { Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: stage } } };
      writeFileSync(join(templates, stage, 'queue.template.json'), JSON.stringify({ Resources }));
    }
  });
  afterAll(() => rmSync(templates, { recursive: true }));

  test('a command that works in an account asks for its stage', async () => {
    const staged = leaves().filter((command) => visible(command).some(({ long }) => long === '--stage'));
    expect(staged.length).toBeGreaterThan(8);
    for (const command of staged) {
      const words = complete(command).filter((word) => !['--stage', 'live'].includes(word));
      const { code, stdout, stderr } = await airlock(words);
      expect([called(command), code, stdout, stderr]).toEqual([
        called(command),
        2,
        '',
        `✗ --stage sandbox or --stage live is needed\n  see npx airlock ${called(command)} --help\n`,
      ]);
    }
  });

  test('with --json every failure is also one object on the last line of stdout', async () => {
    const speaking = leaves().filter((command) => visible(command).some(({ long }) => long === '--json'));
    expect(speaking.length).toBeGreaterThan(12);
    for (const command of speaking) {
      const { code, stdout, stderr } = await airlock([...wordsOf(command), '--json', '--no-such-option']);
      expect([called(command), code]).toEqual([called(command), 2]);
      expect(stdout).toMatch(/^[^\n]+\n$/);
      const { error } = JSON.parse(stdout);
      expect(error).toEqual({
        message: expect.stringContaining("unknown option '--no-such-option'"),
        fix: expect.stringContaining(`see npx airlock ${called(command)} --help`),
      });
      expect(stderr).toBe(`✗ ${error.message}\n  ${error.fix}\n`);
    }
  });

  test('each option that takes any text has a value that is wrong, or a reason why it is judged later', () => {
    const free = leaves().flatMap((command) =>
      taking(command)
        .filter(({ argChoices }) => !argChoices)
        .map(({ long }) => `${called(command)} ${long}`),
    );
    expect(free.length).toBeGreaterThan(20);
    expect([...new Set([...Object.keys(WRONG_VALUES), ...Object.keys(JUDGED_LATER)])].sort()).toEqual(free.sort());
  });

  test.each(Object.entries(WRONG_VALUES))('%s with a wrong value', async (_, { words, code, message }: BadValue) => {
    const run = await airlock(
      words.map((word) => word.replace('TEMPLATES', templates)),
      { env: { AIRLOCK_EMULATOR: '/nonexistent/emulator' } },
    );
    expect([run.code, run.stdout]).toEqual([code, '']);
    expect(run.stderr).toContain(message);
    expect(run.stderr).toMatch(/^✗ .+\n {2}\S.+\n$/);
  });
});

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\<>]/g, '\\$&');
}
