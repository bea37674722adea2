package dev.lutra.library;

import dev.lutra.codec.Accuracy;
import dev.lutra.color.Fidelity;
import dev.lutra.network.EncodedLook;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads and writes the encodings in the database. */
@Component
public class EncodingTable {

    private final JdbcClient jdbc;
    private final LibraryVersion version;

    EncodingTable(JdbcClient jdbc, LibraryVersion version) {
        this.jdbc = jdbc;
        this.version = version;
    }

    int nextPosition(long model) {
        // For max() H2 reads all rows of the model. In the order of the index it reads one row.
        return jdbc.sql("""
                        select position + 1 from embedding where model_id = ?
                        order by model_id desc, position desc fetch first row only""").param(model).query(Integer.class).optional().orElse(0);
    }

    /** The accuracy that a model keeps for a LUT; empty if the model does not hold it. */
    Optional<Accuracy> kept(long model, long lut) {
        return jdbc.sql("select accuracy from embedding where model_id = ? and lut_id = ?")
                .param(model)
                .param(lut)
                .query((row, number) -> Accuracy.of(row.getString(1)))
                .optional();
    }

    boolean isThere(long lut) {
        return jdbc.sql("select count(*) from lut where id = ?")
                        .param(lut)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    void hold(long model, long lut, int position, EncodedLook look) {
        measured("""
                        insert into embedding (model_id, lut_id, position, codes, scales, output_range,
                            detail, detail_bytes, detail_sha256, accuracy,
                            de76_mean, de76_p90, de76_p99, de76_max,
                            de2000_mean, de2000_p90, de2000_p99, de2000_max, psnr)
                        values (:model, :lut, :position, :codes, :scales, :range,
                            :detail, :detailBytes, :detailSha256, :accuracy,
                            :mean, :p90, :p99, :max, :mean2000, :p902000, :p992000, :max2000, :psnr)""", model, lut, look)
                .param("position", position)
                .param("range", Numbers.toBytes(look.range()))
                .update();
        version.touch(lut);
    }

    /**
     * Adds the detail of a look to its encoding. The embedding stays as it is; if the stored embedding is another one,
     * nothing changes.
     */
    void complete(long model, long lut, EncodedLook look) {
        measured("""
                        update embedding set detail = :detail, detail_bytes = :detailBytes, detail_sha256 = :detailSha256,
                            accuracy = :accuracy,
                            de76_mean = :mean, de76_p90 = :p90, de76_p99 = :p99, de76_max = :max,
                            de2000_mean = :mean2000, de2000_p90 = :p902000, de2000_p99 = :p992000, de2000_max = :max2000,
                            psnr = :psnr
                        where model_id = :model and lut_id = :lut and codes = :codes and scales = :scales""", model, lut, look).update();
        version.touch(lut);
    }

    private JdbcClient.StatementSpec measured(String sql, long model, long lut, EncodedLook look) {
        byte[] detail = look.code().detail();
        Fidelity.Statistics de76 = look.fidelity().deltaE76();
        Fidelity.Statistics de2000 = look.fidelity().deltaE2000();
        return jdbc.sql(sql)
                .param("model", model)
                .param("lut", lut)
                .param("codes", look.code().embedding().codes())
                .param("scales", Numbers.toBytes(look.code().embedding().scales()))
                .param("detail", detail)
                .param("detailBytes", look.code().detailBytes())
                .param("detailSha256", detail == null ? null : Fingerprints.ofFile(detail))
                .param("accuracy", look.accuracy().toString())
                .param("mean", de76.mean())
                .param("p90", de76.p90())
                .param("p99", de76.p99())
                .param("max", de76.max())
                .param("mean2000", de2000.mean())
                .param("p902000", de2000.p90())
                .param("p992000", de2000.p99())
                .param("max2000", de2000.max())
                .param("psnr", look.fidelity().psnr());
    }

    /** The detail of a look; empty if the model does not hold the look, or holds it with another detail. */
    Optional<byte[]> detail(long model, long lut, String sha256) {
        return jdbc.sql("select detail from embedding where model_id = ? and lut_id = ? and detail_sha256 = ?")
                .param(model)
                .param(lut)
                .param(sha256)
                .query((row, number) -> row.getBytes(1))
                .optional();
    }
}
