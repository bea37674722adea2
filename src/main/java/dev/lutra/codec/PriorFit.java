package dev.lutra.codec;

/** Fits a {@link Prior} to mean magnitudes with weighted least squares; large magnitudes have more weight. */
final class PriorFit {

    private static final double RIDGE = 1e-3;

    private final AxisTransform axis;
    private final double[][] normal = new double[Prior.LENGTH][Prior.LENGTH + 1];

    PriorFit(AxisTransform axis) {
        this.axis = axis;
    }

    /**
     * Adds the magnitude of a coefficient.
     *
     * @param index {@code (blue · size + green) · size + red}
     */
    void add(int index, double magnitude) {
        int red = index % axis.size();
        int green = index / axis.size() % axis.size();
        int blue = index / axis.size() / axis.size();
        int[] numbers = {
            Prior.place(axis, blue),
            Prior.PLACES + Prior.place(axis, green),
            2 * Prior.PLACES + Prior.place(axis, red),
            3 * Prior.PLACES + Prior.mask(blue, green, red)
        };
        double eighths = Octaves.EIGHTHS * Math.log(magnitude) / Math.log(2);
        for (int row : numbers) {
            for (int column : numbers) {
                normal[row][column] += magnitude;
            }
            normal[row][Prior.LENGTH] += magnitude * eighths;
        }
    }

    Prior solve() {
        for (int i = 0; i < Prior.LENGTH; i++) {
            normal[i][i] += RIDGE;
        }
        for (int pivot = 0; pivot < Prior.LENGTH; pivot++) {
            for (int row = 0; row < Prior.LENGTH; row++) {
                double factor = row == pivot ? 0 : normal[row][pivot] / normal[pivot][pivot];
                for (int column = pivot; factor != 0 && column <= Prior.LENGTH; column++) {
                    normal[row][column] -= factor * normal[pivot][column];
                }
            }
        }
        var values = new byte[Prior.LENGTH];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) Math.clamp(Math.round(normal[i][Prior.LENGTH] / normal[i][i]), -128, 127);
        }
        return new Prior(values);
    }
}
