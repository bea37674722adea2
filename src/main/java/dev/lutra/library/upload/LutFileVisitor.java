package dev.lutra.library.upload;

import dev.lutra.library.FilePath;
import java.io.IOException;
import java.io.InputStream;

/** Takes the files of a folder or an archive, one by one. */
public interface LutFileVisitor {

    /** @param content need not be read to its end */
    void take(FilePath path, InputStream content) throws IOException;

    /** Told of a file that is not read. */
    void reject(UploadReport.Rejected file);
}
