package dev.lutra.network.file;

import dev.lutra.codec.DetailDecoder;
import dev.lutra.codec.InvalidDetail;
import dev.lutra.network.ByteEmbedding;
import dev.lutra.network.CodedEmbedding;
import dev.lutra.network.Embedding;
import dev.lutra.network.LookCode;
import dev.lutra.network.Network;
import dev.lutra.network.NetworkShape;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The looks of a model file. Each look has a byte that gives the coding of its embedding, the embedding, and the bytes
 * of its detail, which may be absent. There are two codings: 0, its codes, then its scales as float32; and 1, for an
 * embedding that is coded with the prior of the network, the number of its codes, seven bits in a byte, lowest first,
 * then its codes.
 *
 * @param offsets {@code looks.offsets}, int32: the offset in the bytes at which each look starts, and the end of the
 *     last one
 * @param bytes {@code looks.bytes}: one look after another
 */
record LookTensors(Tensor offsets, Tensor bytes) {

    static final String OFFSETS = "looks.offsets";
    static final String BYTES = "looks.bytes";
    static final int TENSORS = 2;

    private static final byte CODES_AND_SCALES = 0;
    private static final byte CODED_WITH_PRIOR = 1;

    /** The bits of the length of a code in a byte; the highest bit tells that another byte follows. */
    private static final int LENGTH_BITS = 7;

    private static final int LENGTH_BYTES = 4;

    static LookTensors of(List<LookCode> looks) {
        var offsets = new int[looks.size() + 1];
        for (int i = 0; i < looks.size(); i++) {
            LookCode look = looks.get(i);
            int length = Byte.BYTES + look.embedding().bytes() + look.detailBytes();
            offsets[i + 1] = Math.addExact(offsets[i], length);
        }
        var bytes = ByteBuffer.allocate(offsets[looks.size()]).order(ByteOrder.LITTLE_ENDIAN);
        for (LookCode look : looks) {
            put(bytes, look.embedding());
            byte[] detail = look.detail();
            if (detail != null) {
                bytes.put(detail);
            }
        }
        return new LookTensors(Tensor.of(offsets), Tensor.of(bytes.array()));
    }

    /** @throws InvalidModelFile if a tensor is missing or has another shape */
    static LookTensors read(Safetensors content, int looks) {
        Tensor offsets = content.tensor(OFFSETS, Tensor.Type.I32, looks + 1);
        return new LookTensors(offsets, content.tensor(BYTES, Tensor.Type.U8, offsets.ints()[looks]));
    }

    /**
     * Splits the bytes into looks. Details are inspected but not decoded: the bytes after the header of a detail may
     * still prove invalid when they are decoded.
     *
     * @throws InvalidModelFile if a look is invalid or has another shape
     */
    List<LookCode> looks(Network network) {
        int[] ends = offsets.ints();
        if (ends[0] != 0) {
            throw new InvalidModelFile("its looks start at %d, not at 0".formatted(ends[0]));
        }
        var looks = new ArrayList<LookCode>();
        for (int i = 1; i < ends.length; i++) {
            try {
                looks.add(look(ends[i - 1], ends[i], network));
            } catch (InvalidModelFile | InvalidDetail | IllegalArgumentException e) {
                throw new InvalidModelFile("LUT %d: %s".formatted(i - 1, e.getMessage()));
            }
        }
        return looks;
    }

    private static void put(ByteBuffer bytes, Embedding embedding) {
        switch (embedding) {
            case ByteEmbedding rounded -> {
                bytes.put(CODES_AND_SCALES).put(rounded.codes());
                for (float scale : rounded.scales()) {
                    bytes.putFloat(scale);
                }
            }
            case CodedEmbedding coded -> {
                bytes.put(CODED_WITH_PRIOR);
                int length = coded.codes().length;
                for (; length >= 1 << LENGTH_BITS; length >>= LENGTH_BITS) {
                    bytes.put((byte) (length | 1 << LENGTH_BITS));
                }
                bytes.put((byte) length).put(coded.codes());
            }
        }
    }

    private LookCode look(int from, int to, Network network) {
        if (from >= to || to > bytes.bytes().length) {
            throw new InvalidModelFile("it lies at %d…%d, where an embedding has no room".formatted(from, to));
        }
        var look = ByteBuffer.wrap(bytes.bytes(), from, to - from).order(ByteOrder.LITTLE_ENDIAN);
        Embedding embedding;
        try {
            embedding = embedding(look, network);
        } catch (BufferUnderflowException e) {
            throw new InvalidModelFile("it lies at %d…%d, where an embedding has no room".formatted(from, to));
        }
        if (!look.hasRemaining()) {
            return new LookCode(embedding, null);
        }
        byte[] detail = take(look, look.remaining());
        DetailDecoder.inspect(detail);
        return new LookCode(embedding, detail);
    }

    private static Embedding embedding(ByteBuffer look, Network network) {
        byte coding = look.get();
        NetworkShape shape = network.shape();
        return switch (coding) {
            case CODES_AND_SCALES -> {
                byte[] codes = take(look, shape.embeddingSize());
                var scales = new float[shape.blocks()];
                for (int block = 0; block < scales.length; block++) {
                    scales[block] = look.getFloat();
                }
                yield Embedding.of(codes, scales, network);
            }
            case CODED_WITH_PRIOR -> Embedding.of(take(look, length(look)), new float[0], network);
            default ->
                throw new InvalidModelFile("its embedding is coded in a way that is not known: %d".formatted(coding));
        };
    }

    private static int length(ByteBuffer look) {
        int length = 0;
        for (int shift = 0; shift < LENGTH_BITS * LENGTH_BYTES; shift += LENGTH_BITS) {
            byte part = look.get();
            length |= (part & (1 << LENGTH_BITS) - 1) << shift;
            if (part >= 0) {
                return length;
            }
        }
        throw new InvalidModelFile("its embedding has a length of more than %d bytes".formatted(LENGTH_BYTES));
    }

    /** @throws BufferUnderflowException if fewer bytes remain */
    private static byte[] take(ByteBuffer look, int length) {
        if (length > look.remaining()) {
            throw new BufferUnderflowException();
        }
        var taken = new byte[length];
        look.get(taken);
        return taken;
    }
}
