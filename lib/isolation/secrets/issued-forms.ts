/** A form in which a provider issues keys and tokens: the whole of one, since code holds their beginnings to recognise them. */
interface IssuedForm {
  /** `an AWS access key` */
  readonly what: string;
  readonly form: RegExp;
}

/** Source: the providers' own documentation of their key formats. */
const ISSUED: readonly IssuedForm[] = [
  { what: 'an AWS access key', form: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/ },
  { what: 'a private key', form: /-----BEGIN [A-Z ]*PRIVATE KEY(?: BLOCK)?-----(?:\s|\\+[nr])*[A-Za-z0-9+/=:]{16,}/ },
  { what: 'an age private key', form: /\bAGE-SECRET-KEY-1[A-Z0-9]{20,}/ },
  {
    what: 'a private key',
    form: /\{(?=[^{}]*"kty\\?"\s*:)[^{}]*"[dk]\\?"\s*:\s*\\?"[\w-]{32,}/,
  },
  { what: 'a JSON web token', form: /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{16,}/ },
  // Payment providers: ours and those of the same form, Adyen, Braintree, Flutterwave, Mollie, Polar, Razorpay, Square.
  {
    what: 'a payment provider’s key',
    form: /\b[sr]k_(?:(?:live|test|dev|sbox|prod)_|(?=[A-Za-z0-9]*\d))[A-Za-z0-9]{16,}/,
  },
  { what: 'a webhook secret', form: /\bwhsec_[A-Za-z0-9+/=]{24,}/ },
  { what: 'a payment provider’s key', form: /\bpolar_[a-z]{2,4}_[A-Za-z0-9]{16,}/ },
  { what: 'a payment provider’s key', form: /\baccess_token\$(?:production|sandbox)\$[a-z0-9]{16}\$[a-f0-9]{32}/ },
  { what: 'a payment provider’s key', form: /\bFLWSECK(?:_TEST)?-[A-Za-z0-9]{12,}-X\b/ },
  { what: 'a payment provider’s key', form: /\bsq0[ac][a-z]{1,2}-[\w-]{22,}/ },
  { what: 'a payment provider’s key', form: /\bA21AA[\w-]{40,}/ },
  // Code and packages.
  { what: 'a GitHub token', form: /\bgh[pousr]_[A-Za-z0-9]{30,}|\bgithub_pat_\w{22,}/ },
  { what: 'a GitLab token', form: /\bgl(?:pat|ptt|dt|rt|cbt|soat)-[\w-]{20,}/ },
  { what: 'a package registry’s token', form: /\bnpm_[A-Za-z0-9]{36}\b|\bpypi-AgE[\w-]{32,}|\bdckr_pat_[\w-]{20,}/ },
  // Clouds and services.
  { what: 'a Google key', form: /\bAIza[\w-]{35}(?![\w-])|\bGOCSPX-[\w-]{20,}|\bya29\.[\w-]{20,}/ },
  { what: 'a signed URL', form: /[?&](?:sig=(?:[A-Za-z0-9+/]|%[0-9A-F]{2}){43,}|X-Amz-Signature=[a-f0-9]{64})/ },
  { what: 'an Azure storage key', form: /\bAccountKey=[A-Za-z0-9+/]{40,}={0,2}/ },
  {
    what: 'a Slack token',
    form: /\bxox[abeoprs]-[\w-]{10,}|\bxapp-\d-[\w-]{20,}|hooks\.slack\.com\/(?:services|workflows)\/T\w+\/\w+\/\w{8,}/,
  },
  {
    what: 'the address of a chat’s webhook',
    form: /discord(?:app)?\.com\/api\/webhooks\/\d+\/[\w-]{60,}|\.webhook\.office\.com\/webhookb2\/[\w@-]+\/IncomingWebhook\/[a-f0-9]{32}/,
  },
  {
    what: 'a mail service’s key',
    form: /\bSG\.[\w-]{16,}\.[\w-]{16,}|\bkey-[a-f0-9]{32}\b|\bre_[A-Za-z0-9]{8}_[A-Za-z0-9]{16,}|\b[a-f0-9]{32}-us\d{1,2}\b/,
  },
  { what: 'a Shopify token', form: /\bshp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}/ },
  { what: 'a model provider’s key', form: /\bsk-(?:ant-|proj-|svcacct-)?(?=[\w-]*\d)[\w-]{32,}|\bhf_[A-Za-z0-9]{30,}/ },
  {
    what: 'an infrastructure service’s token',
    form: /\bhv[sb]\.[\w-]{20,}|\bdo[opr]_v1_[a-f0-9]{64}|\bdapi[a-f0-9]{32}\b|\w{14}\.atlasv1\.[\w-]{40,}|\bdp\.[a-z]{2,5}\.(?:[\w-]+\.)?[A-Za-z0-9]{40,}|\bpat[A-Za-z0-9]{14}\.[a-f0-9]{64}|\bbk[au]a_[a-f0-9]{40}|\bglsa_\w{32,}|\bNRAK-[A-Z0-9]{27}\b/,
  },
  { what: 'a bot’s token', form: /\b\d{8,10}:AA[\w-]{33}(?![\w-])/ },
];

/** In quotes, braces and the like stand parts of code, or of a form that is to be filled in. */
const CHOSEN: readonly IssuedForm[] = [
  {
    what: 'a URL with a password',
    form: /\b[a-z][a-z\d+.-]*:\/\/[^\s/@:'"`<>{}$[\]()|*\\,;]*:([^\s/@:'"`<>{}$[\]()|*\\,;]{3,})@(?=[\w.-])/i,
  },
  { what: 'a payment provider’s key', form: /\b(?:live|test)_([A-Za-z0-9]{30,})/ },
  { what: 'a header with a token', form: /\bBearer[ \t]+([\w.~+/=-]{16,})/i },
  { what: 'a password for curl', form: /\bcurl\b[^\n]*\s(?:-u|--user)[ =]?["']?[\w.@-]+:([^\s"'`]{8,})/ },
  { what: 'a header with a password', form: /\bBasic[ \t]+([A-Za-z0-9+/]{12,}={0,2})/i },
];

/** What a form was found in. */
export interface IssuedText {
  readonly what: string;
  readonly token: string;
  /** The part that a person chose, or a provider whose form is not known: it may be a stand-in, or a word. */
  readonly chosen?: string;
}

const FORMS = [...ISSUED, ...CHOSEN].map(({ what, form }) => ({ what, form: new RegExp(form, `g${form.flags}`) }));
/** Tells quickly that there is none. */
const ANY = new RegExp(FORMS.map(({ form }) => form.source).join('|'), 'i');

/** Every text in an issued form; placeholders included. */
export function* issuedTexts(text: string): Iterable<IssuedText> {
  if (text.length < SHORTEST || !ANY.test(text)) return;
  for (const { what, form } of FORMS) {
    for (const [token, chosen] of text.matchAll(form)) yield { what, token, ...(chosen !== undefined && { chosen }) };
  }
}

const SHORTEST = 12;
