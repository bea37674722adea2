package dev.lutra.network.engine.vector;

/**
 * The weights of a block, or their gradients, in the layout of {@link PaddedLayout}.
 *
 * @param matrices the matrices of the hidden layers, then that of the output
 * @param scale the scales of the channels, {@link PaddedLayout#COLOR} floats
 * @param shift the shifts of the channels, likewise
 */
record PaddedBlock(float[][] matrices, float[] scale, float[] shift) {}
