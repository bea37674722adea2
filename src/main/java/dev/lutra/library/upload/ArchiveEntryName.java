package dev.lutra.library.upload;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.UnicodePathExtraField;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;

/**
 * Decodes the name of an entry of a zip archive (APPNOTE.TXT 6.3.10, 4.4.4 bit 11, 4.6.9 and appendix D). A name
 * without the UTF-8 flag is read as UTF-8 if its bytes are valid UTF-8, otherwise in code page 437 of DOS.
 */
final class ArchiveEntryName {

    private static final Charset DOS = Charset.forName("IBM437");

    private ArchiveEntryName() {}

    static String of(ZipArchiveEntry entry) {
        byte[] raw = entry.getRawName();
        if (entry.getExtraField(UnicodePathExtraField.UPATH_ID) instanceof UnicodePathExtraField unicode
                && unicode.getNameCRC32() == crc(raw)) {
            return new String(unicode.getUnicodeName(), StandardCharsets.UTF_8);
        }
        if (entry.getGeneralPurposeBit().usesUTF8ForNames()) {
            return new String(raw, StandardCharsets.UTF_8);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(raw))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(raw, DOS);
        }
    }

    private static long crc(byte[] name) {
        var crc = new CRC32();
        crc.update(name);
        return crc.getValue();
    }
}
