package dev.lutra.codec;

/**
 * Writes bits, or reads them: what is coded is described once, for both ways.
 *
 * <p>A writer takes the bit that it is given and returns it. A reader passes over what it is given and returns what it read.
 */
interface BitCoder {

    /**
     * Codes a bit by a probability, which learns from it.
     *
     * @param bit 0 or 1
     * @return the bit
     */
    int code(int bit, AdaptiveBits bits, int index);

    /**
     * Codes a number by even chances, its highest bit first.
     *
     * @param count how many bits, 0…31
     * @return the number
     */
    int codeRaw(int value, int count);
}
