package dev.lutra.library;

import dev.lutra.color.Rgb;
import dev.lutra.color.RgbBox;
import dev.lutra.network.Embedding;
import dev.lutra.network.EmbeddingPrior;
import dev.lutra.network.Network;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Digests of everything that determines the values of a LUT under one network. A LUT keeps its fingerprint when the
 * model grows.
 *
 * @param network the digest of the shared weights
 */
public record Fingerprints(byte[] network) {

    static Fingerprints of(Network network) {
        MessageDigest digest = DigestUtils.getSha256Digest();
        digest.update(network.shape().toString().getBytes(StandardCharsets.UTF_8));
        digest.update(bytes(Network.ALPHA));
        network.blocks().forEach(block -> digest.update(bytes(block)));
        digest.update(network.details().toBytes());
        EmbeddingPrior prior = network.prior();
        if (prior != null) {
            digest.update(bytes(prior.mean()));
            digest.update(bytes(prior.deviation()));
        }
        return new Fingerprints(digest.digest());
    }

    /** The fingerprint of a LUT under this network: SHA-256, lower-case hexadecimal. */
    String of(Embedding embedding, RgbBox domain, RgbBox range) {
        MessageDigest digest = DigestUtils.getSha256Digest();
        digest.update(network);
        digest.update(embedding.codes());
        digest.update(bytes(embedding.scales()));
        digest.update(bytes(domain));
        digest.update(bytes(range));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static byte[] bytes(RgbBox domain) {
        Rgb min = domain.min();
        Rgb max = domain.max();
        return bytes(min.red(), min.green(), min.blue(), max.red(), max.green(), max.blue());
    }

    private static byte[] bytes(float... values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * Float.BYTES);
        buffer.asFloatBuffer().put(values);
        return buffer.array();
    }

    /** The SHA-256 of the content of a file, lower-case hexadecimal. */
    public static String ofFile(byte[] content) {
        return DigestUtils.sha256Hex(content);
    }

    /** The SHA-256 of a file that may be larger than the memory, lower-case hexadecimal. */
    public static String ofFile(Path file) throws IOException {
        return new DigestUtils(DigestUtils.getSha256Digest()).digestAsHex(file);
    }
}
