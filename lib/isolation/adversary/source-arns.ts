import { arnParts } from '../policy/request/principal';
import { joinText, type Text, textParts, Unknown } from '../template/value';
import { ADVERSARY, type Adversary, canBe } from './adversary';
import { instanceOf } from './instances';

/** ARNs of the adversary's account, or of buckets that are not known to be of this side, that match the values; and one that need not match. */
export function sourceArns(values: readonly Text[], adversary: Adversary): Text[] {
  const { partition, region, account } = adversary;
  const usual = `arn:${partition}:sns:${region}:${account}:${ADVERSARY}`;
  return [...values.flatMap((value) => matchingArn(value, adversary) ?? []), usual];
}

function matchingArn(value: Text, adversary: Adversary): Text | undefined {
  const parts = arnParts(value);
  if (parts.length < 6) return completed(value, adversary);
  const [, ...named] = parts;
  const whose = joinText(parts[4] ?? []);
  const rest = joinText(parts[5] ?? []);
  if (typeof whose === 'string' && whose !== '' && !canBe(whose, adversary.account)) return undefined;
  if (whose === '' && adversary.ownsBucket(rest)) return undefined;
  const owner = whose === '' || typeof whose !== 'string' ? whose : adversary.account;
  const filled = named.map((part, index) =>
    index === 3 ? [owner] : part.map((piece) => (typeof piece === 'string' ? instanceOf(piece) : piece)),
  );
  return joinText(['arn', ...filled.flatMap((part) => [':', ...part])]);
}

/** In a pattern such as `arn:aws:s3:*-logs` or `*:orders` one wildcard stands for several parts. The last part is the end of the name. */
function completed(value: Text, { partition, region, account }: Adversary): string | undefined {
  if (textParts(value).some((part) => part instanceof Unknown)) return undefined;
  const parts = String(value).split(':');
  const name = parts.at(-1) ?? '';
  const usual = ['arn', partition, 'sns', region, account];
  const start = usual.map((part, index) => {
    const written = index < parts.length - 1 ? parts[index] : undefined;
    return written === undefined || /[*?]/.test(written) ? part : written;
  });
  return [...start, instanceOf(name)].join(':');
}
