/** What is known about a model: how it was made and how it does. It stands in the model's file and holds no dates. */
export interface ModelCard {
  readonly name: string;
  /** Papers that it was trained on. */
  readonly papers: number;
  readonly seed: number;
  /** How it was trained, in numbers and words. */
  readonly settings: Readonly<Record<string, number | string | readonly number[]>>;
  /** Mean loss of each round over the papers, by kind of pair. */
  readonly losses: readonly Readonly<Record<string, number>>[];
  /** Of papers held out of the training: the mean reciprocal rank of each one's abstract among all theirs, by its title. */
  readonly heldOut: { readonly papers: number; readonly titleToAbstract: number };
  /** For a model that went on learning from the papers of one place. */
  readonly adaptation?: AdaptationCard;
}

export interface AdaptationCard {
  /** The space of the model that it was made from. */
  readonly from: string;
  readonly papers: number;
  readonly addedWords: number;
  /** As `heldOut` above, on papers of that place: with the model it was made from, and with this one. */
  readonly heldOutPapers: number;
  readonly before: number;
  readonly after: number;
}
