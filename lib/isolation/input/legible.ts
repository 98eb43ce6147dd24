import { visibleLine } from '../../environment/visible';

/** A path or other text of the input for a message: without control characters, and shortened. */
export function legible(path: string): string {
  const plain = visibleLine(path);
  return plain.length <= 300 ? plain : `${plain.slice(0, 150)}…${plain.slice(-149)}`;
}
