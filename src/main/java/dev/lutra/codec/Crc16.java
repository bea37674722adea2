package dev.lutra.codec;

/**
 * The cyclic redundancy check CRC-16/IBM-3740: the polynomial x¹⁶ + x¹² + x⁵ + 1 of ITU-T V.41, starting from 0xFFFF.
 * It finds every change of at most three bits, and of all bits within any 16.
 */
final class Crc16 {

    private static final int POLYNOMIAL = 0x1021;
    private static final int START = 0xFFFF;

    private Crc16() {}

    /**
     * The check of bytes.
     *
     * @param length the number of bytes from the first one
     * @return 0…65535
     */
    static int of(byte[] bytes, int length) {
        int crc = START;
        for (int i = 0; i < length; i++) {
            crc ^= (bytes[i] & 0xFF) << 8;
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                crc = (crc << 1 ^ ((crc & 0x8000) != 0 ? POLYNOMIAL : 0)) & 0xFFFF;
            }
        }
        return crc;
    }
}
