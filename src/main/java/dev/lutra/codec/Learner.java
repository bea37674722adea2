package dev.lutra.codec;

/** Lets the probabilities learn from bits as a writer does. It writes nothing. */
final class Learner implements BitCoder {

    @Override
    public int code(int bit, AdaptiveBits bits, int index) {
        bits.learn(index, bit);
        return bit;
    }

    @Override
    public int codeRaw(int value, int count) {
        return value;
    }
}
