package dev.lutra.format;

/** The distances of the points of a lattice to the nearest ones that are known, and the directions in which they grow. */
final class KeypointDistances {

    private final int size;
    private final double[] distances;

    /**
     * Measures a lattice.
     *
     * @param known above 0 for the known points, of which there is at least one
     * @param size the number of points along an axis
     */
    KeypointDistances(int[] known, int size) {
        this.size = size;
        distances = new double[known.length];
        for (int i = 0; i < known.length; i++) {
            distances[i] = known[i] > 0 ? 0 : Double.POSITIVE_INFINITY;
        }
        // The square of a distance is a sum over the axes, so that its minimum is found axis by axis.
        for (int stride = 1; stride < known.length; stride *= size) {
            nearestAlong(stride);
        }
        for (int i = 0; i < distances.length; i++) {
            distances[i] = Math.sqrt(distances[i]);
        }
    }

    private void nearestAlong(int stride) {
        var line = new double[size];
        for (int i = 0; i < distances.length; i++) {
            if (i / stride % size == 0) {
                for (int place = 0; place < size; place++) {
                    line[place] = distances[i + place * stride];
                }
                for (int place = 0; place < size; place++) {
                    double least = Double.POSITIVE_INFINITY;
                    for (int other = 0; other < size; other++) {
                        least = Math.min(least, line[other] + (place - other) * (place - other));
                    }
                    distances[i + place * stride] = least;
                }
            }
        }
    }

    /**
     * The direction in which the distance grows most, along each axis by its larger difference: by
     * that to the next point if both are alike.
     *
     * @param direction receives a vector of length 1, or 0 where the distance is level
     */
    void direction(int point, double[] direction) {
        double square = 0;
        int stride = 1;
        for (int axis = 0; axis < 3; axis++) {
            int place = point / stride % size;
            double after = place < size - 1 ? distances[point + stride] - distances[point] : 0;
            double before = place > 0 ? distances[point] - distances[point - stride] : 0;
            direction[axis] = Math.abs(after) >= Math.abs(before) ? after : before;
            square += direction[axis] * direction[axis];
            stride *= size;
        }
        double length = square > 0 ? Math.sqrt(square) : 1;
        for (int axis = 0; axis < 3; axis++) {
            direction[axis] /= length;
        }
    }
}
