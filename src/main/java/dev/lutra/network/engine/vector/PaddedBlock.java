package dev.lutra.network.engine.vector;

/**
 * The weights of a block, or their gradients, as {@link PaddedLayout} lays them out.
 *
 * @param matrices of the hidden layers, then that of the output
 * @param scale of the channels, {@link PaddedLayout#COLOR} floats
 * @param shift likewise
 */
record PaddedBlock(float[][] matrices, float[] scale, float[] shift) {}
