/** Which of so many goes on next. */
export type Choose = (many: number) => number;

/** Work that runs at once and stops before each of its steps, so that a test says in which order the steps are made. */
export class Turns {
  private readonly waiting: { readonly name: string; readonly go: () => void }[] = [];

  /** Waits for its turn. */
  step(name: string): Promise<void> {
    return new Promise((go) => this.waiting.push({ name, go }));
  }

  /** Runs all work to its end, a step at a time. */
  async run<T>(work: readonly (() => Promise<T>)[], choose: Choose): Promise<readonly T[]> {
    let over = false;
    const all = Promise.all(work.map((each) => each())).finally(() => {
      over = true;
    });
    // What fails is told by `all` below; until then it only ends the turns.
    all.catch(() => undefined);
    while (!over) {
      // When all that is under way has come to its next step or its end, the next turn is chosen.
      await new Promise(setImmediate);
      this.waiting.sort((one, other) => (one.name < other.name ? -1 : 1));
      if (this.waiting.length > 0) this.waiting.splice(choose(this.waiting.length), 1)[0]?.go();
    }
    return all;
  }
}

/** Tries every order that there is. @returns how many there were */
export async function everyOrder(attempt: (choose: Choose) => Promise<void>): Promise<number> {
  const chosen: number[] = [];
  for (let orders = 1; ; orders += 1) {
    const choices: number[] = [];
    await attempt((many) => {
      const one = chosen[choices.length] ?? 0;
      chosen[choices.length] = one;
      choices.push(many);
      return one;
    });
    // The last choice that has something left is made otherwise; all before it stay.
    chosen.length = choices.length;
    while (chosen.length > 0 && (chosen.at(-1) ?? 0) + 1 >= (choices[chosen.length - 1] ?? 0)) chosen.pop();
    if (chosen.length === 0) return orders;
    chosen[chosen.length - 1] = (chosen.at(-1) ?? 0) + 1;
  }
}

/** Choices from a list, and the first one when it is used up. */
export function chosenBy(list: readonly number[]): Choose {
  let at = 0;
  return (many) => (list[at++] ?? 0) % many;
}
