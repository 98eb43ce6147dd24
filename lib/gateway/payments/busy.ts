/** Another transaction was under way on the same payment; nothing is wrong, and the same again may well work. */
export class Busy extends Error {
  constructor(paymentId: string) {
    super(`${paymentId} is being changed by another transaction`);
  }
}
