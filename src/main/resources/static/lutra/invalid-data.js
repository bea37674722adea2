/** A model file, a detail or a token that is damaged, or that this version cannot read. */
export class InvalidData extends Error {
  constructor(message) {
    super(message);
    this.name = "InvalidData";
  }
}
