package dev.lutra.network.learn;

import dev.lutra.network.EmbeddingPrior;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.jspecify.annotations.Nullable;

/**
 * How unlikely an embedding is: (weight / 2n)·uᵀC⁻¹u for u = (z − mean) / deviation. C is the identity, or, where looks
 * show which numbers deviate together, their covariance, shrunk towards the identity (O. Ledoit and M. Wolf, 2004) the
 * more, the fewer looks there are for the numbers.
 */
final class EmbeddingPenalty {

    /** The weight against the errors, in units of ΔE76, where the colours are those of a whole LUT. */
    static final double WEIGHT = 0.1;

    /** The looks for each number at which the covariance counts as much as the identity. */
    private static final double LOOKS_PER_NUMBER = 1 / 18.0;

    /** C⁻¹, row-major; null for the identity. */
    private final double @Nullable [] precision;

    private final double factor;

    private EmbeddingPenalty(double @Nullable [] precision, double factor) {
        this.precision = precision;
        this.factor = factor;
    }

    /**
     * A penalty that treats each number for itself.
     *
     * @param numbers the numbers of an embedding
     */
    static EmbeddingPenalty ofNumbers(int numbers) {
        return new EmbeddingPenalty(null, WEIGHT / numbers);
    }

    /**
     * A penalty that knows looks.
     *
     * @param embeddings the embeddings of looks, 0 or more
     */
    static EmbeddingPenalty of(EmbeddingPrior prior, List<float[]> embeddings) {
        int numbers = prior.mean().length;
        double shrinkage = numbers * LOOKS_PER_NUMBER / (numbers * LOOKS_PER_NUMBER + embeddings.size());
        var covariance = CommonOps_DDRM.identity(numbers);
        CommonOps_DDRM.scale(shrinkage, covariance);
        if (!embeddings.isEmpty()) {
            var deviations = new DMatrixRMaj(embeddings.size(), numbers);
            for (int look = 0; look < embeddings.size(); look++) {
                for (int i = 0; i < numbers; i++) {
                    deviations.set(look, i, (embeddings.get(look)[i] - prior.mean()[i]) / prior.deviation()[i]);
                }
            }
            CommonOps_DDRM.multAddTransA((1 - shrinkage) / embeddings.size(), deviations, deviations, covariance);
        }
        CommonOps_DDRM.invert(covariance);
        return new EmbeddingPenalty(covariance.data, WEIGHT / numbers);
    }

    /** The same penalty with another weight. */
    EmbeddingPenalty times(double weight) {
        return new EmbeddingPenalty(precision, weight * factor);
    }

    double at(double[] u) {
        double sum = 0;
        for (int i = 0; i < u.length; i++) {
            sum += u[i] * product(i, u);
        }
        return 0.5 * factor * sum;
    }

    /** Adds the derivatives at a point. */
    void addTo(double[] gradient, DMatrixRMaj hessian, double[] u) {
        for (int i = 0; i < u.length; i++) {
            gradient[i] += factor * product(i, u);
        }
        if (precision == null) {
            for (int i = 0; i < u.length; i++) {
                hessian.add(i, i, factor);
            }
        } else {
            Arrays.setAll(hessian.data, at -> hessian.data[at] + factor * precision[at]);
        }
    }

    /** A number of C⁻¹u. */
    private double product(int row, double[] u) {
        if (precision == null) {
            return u[row];
        }
        double sum = 0;
        for (int i = 0; i < u.length; i++) {
            sum += precision[row * u.length + i] * u[i];
        }
        return sum;
    }
}
