import { visible } from '../../lib/environment/visible';

describe('what cannot be seen is written out, so that two names that look alike are told apart', () => {
  test.each([
    ['an escape', '\u001b'],
    ['a return', '\r'],
    ['C1', '\u009b'],
    ['zero width', '\u200b'],
    ['a turn of direction', '\u202e'],
    ['a soft hyphen', '\u00ad'],
    ['a joiner that joins nothing', '\u034f'],
    ['a blank letter', '\u3164'],
    ['a variant', '\ufe0f'],
    ['a Mongolian variant', '\u180b'],
    ['a blank of Braille', '\u2800'],
    ['a line separator', '\u2028'],
    ['half a character', '\ud800'],
  ])('%s', (_, character) => {
    const code = character.charCodeAt(0).toString(16).padStart(4, '0');
    expect(visible(`ad${character}min`)).toBe(`ad\\u${code}min`);
  });

  test.each([
    ['a tag', '\u{e0041}', '\\udb40\\udc41'],
    ['a variant of a variant', '\u{e0100}', '\\udb40\\udd00'],
  ])('%s, of two units', (_, character, written) => {
    expect(visible(character)).toBe(written);
  });

  test.each(['two\tcells\nand a line', 'größer, 支払い, ☕, 🙂'])('%j stays', (text) => {
    expect(visible(text)).toBe(text);
  });
});
