package dev.lutra.library.upload;

import dev.lutra.format.FileStart;
import dev.lutra.format.FormatLimits;
import dev.lutra.format.InvalidLutFile;
import dev.lutra.format.LutFile;
import dev.lutra.format.LutFormat;
import dev.lutra.format.LutFormats;
import dev.lutra.library.FilePath;
import dev.lutra.network.ModelLut;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.unit.DataSize;

/** Reads LUT files. The start of a file tells its format; its name does so only if the start shows none. */
public final class LutFileReader {

    private static final Logger log = LoggerFactory.getLogger(LutFileReader.class);

    private final DataSize maxFileSize;
    private final FormatLimits limits;

    /** @param maxFileSize the largest file that is read */
    public LutFileReader(DataSize maxFileSize) {
        this(maxFileSize, FormatLimits.DEFAULT);
    }

    /**
     * Creates a reader of smaller LUTs.
     *
     * @param maxFileSize the largest file that is read
     */
    public LutFileReader(DataSize maxFileSize, FormatLimits limits) {
        this.maxFileSize = maxFileSize;
        this.limits = limits;
    }

    /** A fault of a reader rejects one file, and not the whole upload. */
    private LutFile read(LutFormat format, InputStream file) throws IOException {
        try {
            return format.read(file, limits);
        } catch (IllegalArgumentException | IndexOutOfBoundsException | ArithmeticException | StackOverflowError e) {
            log.error("The reader of {} failed on an uploaded file", format.name(), e);
            throw InvalidLutFile.unreadable(format.name(), e);
        }
    }

    /**
     * Reads a file.
     *
     * @param copy takes the bytes of the file as they are read; it stays open
     * @throws FileRejected if the file is no LUT, or too large
     * @throws IOException if the content cannot be read or copied
     */
    public FoundLut read(FilePath path, InputStream content, OutputStream copy) throws IOException, FileRejected {
        try {
            var measured = new MeasuredStream(content, maxFileSize, copy);
            var file = new BufferedInputStream(measured, FileStart.BYTES);
            LutFormat format = LutFormats.of(FileStart.of(path.name(), file), path.name())
                    .orElseThrow(() -> FileRejected.unknownFormat(path));
            LutFile lut = read(format, file);
            measured.readToEnd();
            var source = new ModelLut.Source(format.name(), lut.lut().size(), measured.sha256(), measured.length());
            return new FoundLut(path, source, lut.lut(), lut.shaper(), lut.signature(), lut.warnings());
        } catch (InvalidLutFile e) {
            throw FileRejected.of(path, e);
        } catch (MeasuredStream.TooLong e) {
            throw FileRejected.tooLarge(path, maxFileSize);
        }
    }
}
