/** Lutra in the browser: reads model files and tokens, and decodes looks into lattices. See docs/browser.md. */

/** A model file, a detail or a token that is damaged, or that this version cannot read. */
export class InvalidData extends Error {}

export interface Box {
  readonly min: readonly [number, number, number];
  readonly max: readonly [number, number, number];
}

/** A curve that is straight between its points and constant beyond them. */
export interface Curve {
  /** Null where the inputs are evenly spaced from `low` to `high`. */
  readonly inputs: Float32Array | null;
  readonly outputs: Float32Array;
  readonly low: number;
  readonly high: number;
}

export interface Differences {
  readonly mean: number;
  readonly p90: number;
  /** Absent in models of format 1. */
  readonly p99?: number;
  readonly max: number;
}

export interface Fidelity {
  readonly deltaE76: Differences;
  readonly deltaE2000: Differences;
  readonly psnr: number;
}

export interface Look {
  readonly index: number;
  readonly id: string;
  readonly title: string;
  readonly tags: readonly string[];
  /** What is promised: mean and 99th percentile of ΔE76 as `0.5/2`, `lossless`, or `none`. */
  readonly accuracy: string;
  /** The distance to the source; null if it was not measured. */
  readonly fidelity: Fidelity | null;
  /** The inputs of the lattice, behind the shaper if there is one. */
  readonly domain: Box;
  /** The outputs. */
  readonly range: Box;
  /** The curves before the lattice, red, green and blue. */
  readonly shaper: readonly [Curve, Curve, Curve] | null;
  /** The inputs of the look: those that its shaper spans, or its domain. */
  readonly inputs: Box;
  readonly license: string | null;
  readonly attribution: string | null;
  readonly source: { readonly format: string | null; readonly size: number | null; readonly bytes: number | null };
  readonly bytes: { readonly embedding: number; readonly detail: number };
  /** Red, green and blue are equal in all outputs. */
  readonly monochrome: boolean;
  /** The detail is added to the identity, not to the output of the network. */
  readonly againstIdentity: boolean;
  /** The detail is the look itself. */
  readonly lossless: boolean;
}

export interface Shape {
  readonly blocks: number;
  readonly layers: number;
  readonly width: number;
  readonly bias: "ALL" | "FIRST";
  readonly scaled: readonly number[];
}

/** "unit": the inputs 0…1, as a photograph has them. "inputs": all inputs of the look, as a file of the service has them. */
export type Over = "unit" | "inputs";

export interface Detail {
  readonly size: number;
  /** size³ RGB triples, red fastest; 0…1 spans the range of the look. */
  readonly values: Float32Array;
  /** The values are the look itself, not what is added to its prediction. */
  readonly lossless: boolean;
}

export interface Model {
  readonly id: string;
  readonly title: string;
  readonly createdAt: string;
  readonly shape: Shape;
  readonly alpha: number;
  readonly license: string | null;
  readonly attribution: string | null;
  readonly provenance: string;
  /** The matrices, scale and shift of each block. */
  readonly weights: readonly Float32Array[];
  readonly looks: readonly Look[];
  /** The number of the numbers of an embedding. */
  readonly embeddingSize: number;
  /** @throws RangeError if there is no such look */
  look(idOrIndex: string | number): Look;
  /** The biases and scales of a look, block by block: rows of `shape.width`, the biased layers, then the scaled ones. */
  numbers(look: Look): Float32Array;
  /** The inputs of the network, each 0…1, along the axes of a lattice: red, green and blue. */
  axes(look: Look, size: number, options?: { over?: Over }): [Float64Array, Float64Array, Float64Array];
  /** What is added to the prediction of a look, or the look itself if it is lossless; null if there is none. */
  detail(look: Look, size?: number, options?: { over?: Over }): Detail | null;
  /** A look on a lattice: size³ RGB triples, red fastest, in the range of the look. */
  lattice(look: Look, size?: number, options?: { detail?: boolean; over?: Over }): Float32Array;
}

/** Reads a model file. The buffer must not be changed afterwards. */
export function readModel(buffer: ArrayBuffer): Promise<Model>;

/** Fetches a model file and reads it. */
export function fetchModel(url: string | URL, options?: {
  signal?: AbortSignal;
  onProgress?: (received: number, total: number | null) => void;
}): Promise<Model>;

/** The lattice that changes nothing. */
export function identity(size: number): Float32Array;

/** Reads a lattice at RGB triples, each 0…1, by tetrahedral interpolation. */
export function sample(lattice: Float32Array, size: number, colors: ArrayLike<number>): Float32Array;

/** The sum of lattices of one size times their weights. */
export function blend(mix: readonly (readonly [Float32Array, number])[]): Float32Array;

/** Mixes a lattice over 0…1 with the identity: 0 is the identity, 1 the lattice, up to 1.5 goes beyond it. */
export function strength(lattice: Float32Array, size: number, amount: number): Float32Array;

/** A look in a short text. */
export interface Token {
  /** The size of its own lattice. */
  readonly size: number;
  readonly monochrome: boolean;
  /** The look over 0…1: size³ RGB triples, red fastest, each 0…1. */
  lattice(size?: number): Float32Array;
}

/** Reads a token. */
export function readToken(text: string): Token;

/** Writes the most accurate token of a lattice over 0…1 within a limit of bytes. */
export function writeToken(lattice: Float32Array, size: number, options?: { bytes?: number }): string;

/** Does the same in workers. What is aborted is dropped if it still waits for a thread. */
export class LatticeWorker {
  constructor(options?: { threads?: number });
  readModel(buffer: ArrayBuffer): Promise<void>;
  numbers(look: Look | string | number, options?: { signal?: AbortSignal }): Promise<Float32Array>;
  detail(look: Look | string | number, size?: number, options?: { over?: Over; signal?: AbortSignal }): Promise<Detail | null>;
  lattice(look: Look | string | number, size?: number, options?: {
    detail?: boolean; over?: Over; signal?: AbortSignal;
  }): Promise<Float32Array>;
  readToken(text: string, size?: number, options?: { signal?: AbortSignal }): Promise<Float32Array>;
  writeToken(lattice: Float32Array, size: number, options?: { bytes?: number; signal?: AbortSignal }): Promise<string>;
  close(): void;
}

/** A lattice in a texture. */
export interface GpuLattice {
  readonly size: number;
  free(): void;
}

/** A photograph in a texture. */
export interface GpuPhoto {
  readonly width: number;
  readonly height: number;
  free(): void;
}

/** Up to four lattices with their weights, which usually add up to 1. An empty mix is the original. */
export type GpuMix = readonly (readonly [GpuLattice, number])[];

export interface DrawOptions {
  mix?: GpuMix;
  /** 0 is the original, 1 the look; up to 1.5 goes beyond it. For all looks of a draw. */
  strength?: number;
  /** What is left of the split; null for the original. */
  before?: GpuMix | null;
  /** A part of the width, 0…1; null for none. */
  split?: number | null;
  /** Shows 0.5 + gain · (what would be shown − this mix). */
  difference?: { mix: GpuMix; gain: number } | null;
  /** The pixel of the photograph at the upper left corner, and the pixels of the canvas for each of its pixels; null to fit it in. */
  view?: { x: number; y: number; scale: number } | null;
  /** Adds noise of half a code, which hides steps in skies. */
  dither?: boolean;
  width?: number;
  height?: number;
}

/** Shows photographs with looks, by WebGL 2. */
export class LutRenderer {
  /** Null where WebGL 2 or textures of floats to draw into are missing. */
  static create(canvas?: OffscreenCanvas | HTMLCanvasElement): LutRenderer | null;
  readonly canvas: OffscreenCanvas | HTMLCanvasElement;
  /** The CPU draws. */
  readonly software: boolean;
  /** The device is gone; a new renderer has to make everything again. */
  readonly lost: boolean;
  onlost: (() => void) | null;
  /** The largest width and height of the canvas. */
  readonly largest: number;
  /** Decodes looks, all together. `details` are those of `Model.detail`, if they are decoded already. */
  lattices(model: Model, looks: readonly Look[], size: number, options?: {
    detail?: boolean; details?: readonly (Detail | null)[] | null; over?: Over; script?: boolean;
  }): GpuLattice[];
  latticeOf(values: Float32Array, size: number): GpuLattice;
  /** The values of a lattice. Waits for the device. */
  read(lattice: GpuLattice): Float32Array;
  photo(source: ImageBitmap | HTMLCanvasElement | OffscreenCanvas | HTMLImageElement): GpuPhoto;
  /** Draws into the canvas. Copy it in the same task. */
  draw(photo: GpuPhoto, options?: DrawOptions): void;
  free(): void;
}
