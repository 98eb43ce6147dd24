import { visibleLine } from '../../environment/visible';

/** A path or another text of the input for a sentence: nothing in it acts on a terminal, and it is kept short. */
export function printablePath(path: string): string {
  const plain = visibleLine(path);
  return plain.length <= 300 ? plain : `${plain.slice(0, 150)}…${plain.slice(-149)}`;
}
