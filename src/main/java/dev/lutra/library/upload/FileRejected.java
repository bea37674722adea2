package dev.lutra.library.upload;

import dev.lutra.format.InvalidLutFile;
import dev.lutra.format.LutFormats;
import dev.lutra.library.FilePath;
import org.springframework.util.unit.DataSize;

/** A file that is no LUT, or one that is not read. The message is the detail, led by the line number where there is one. */
public final class FileRejected extends Exception {

    private static final String TOO_LARGE = "file-too-large";

    private final UploadReport.Rejected file;

    private FileRejected(String message, UploadReport.Rejected file) {
        super(message);
        this.file = file;
    }

    /** The file as a report names it. */
    public UploadReport.Rejected file() {
        return file;
    }

    static FileRejected of(FilePath path, InvalidLutFile reason) {
        Integer line = reason.line().isPresent() ? reason.line().getAsInt() : null;
        var file = new UploadReport.Rejected(path.shown(), line, reason.code(), reason.detail());
        return new FileRejected(String.valueOf(reason.getMessage()), file);
    }

    static FileRejected of(FilePath path, String code, String detail) {
        return new FileRejected(detail, new UploadReport.Rejected(path.shown(), null, code, detail));
    }

    static FileRejected unknownFormat(FilePath path) {
        return of(
                path,
                InvalidLutFile.UNKNOWN_FORMAT,
                "neither its content nor its name shows a format that is read: " + LutFormats.extensions());
    }

    static FileRejected tooLarge(FilePath path, DataSize limit) {
        return of(path, TOO_LARGE, "a file may have %s at most".formatted(limit));
    }
}
