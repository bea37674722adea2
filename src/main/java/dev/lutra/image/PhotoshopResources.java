package dev.lutra.image;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * The image resources in a JPEG, such as IPTC (Adobe Photoshop File Formats Specification, "Image Resources Section").
 * Previews are dropped, because they show the photograph without the look.
 *
 * @param data the resources without previews
 * @param dropped whether there was a preview
 */
record PhotoshopResources(byte[] data, boolean dropped) {

    /** Those of Photoshop 4, and of later ones. */
    private static final List<Integer> PREVIEWS = List.of(1033, 1036);

    private static final int SIGNATURE = 0x3842494D;

    /** Reads resources; empty if they are damaged. */
    static Optional<PhotoshopResources> of(byte[] resources) {
        ByteBuffer data = ByteBuffer.wrap(resources);
        var kept = new ByteArrayOutputStream(resources.length);
        boolean dropped = false;
        try {
            while (data.hasRemaining()) {
                int start = data.position();
                if (data.getInt() != SIGNATURE) {
                    return Optional.empty();
                }
                int id = data.getShort() & 0xFFFF;
                // The name has an even length, with the byte that counts its letters.
                skip(data, data.get() & 0xFF | 1);
                int length = data.getInt();
                skip(data, length);
                skip(data, Math.min(length & 1, data.remaining()));
                if (PREVIEWS.contains(id)) {
                    dropped = true;
                } else {
                    kept.write(resources, start, data.position() - start);
                }
            }
        } catch (BufferUnderflowException e) {
            return Optional.empty();
        }
        return Optional.of(new PhotoshopResources(kept.toByteArray(), dropped));
    }

    private static void skip(ByteBuffer data, int count) {
        if (count < 0 || count > data.remaining()) {
            throw new BufferUnderflowException();
        }
        data.position(data.position() + count);
    }
}
