package dev.lutra.codec;

/**
 * Writes or reads bits. With this interface one description of the coded data serves both directions.
 *
 * <p>A writer codes the given bit and returns it. A reader ignores the given bit and returns the bit that it reads.
 */
interface BitCoder {

    /**
     * Codes a bit with an adaptive probability, which then learns from it.
     *
     * @param bit 0 or 1
     * @return the bit
     */
    int code(int bit, AdaptiveBits bits, int index);

    /**
     * Codes a number with even probabilities, highest bit first.
     *
     * @param count the number of bits, 0…31
     * @return the number
     */
    int codeRaw(int value, int count);
}
