package dev.docket.training.learn;

import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import dev.docket.training.config.TrainingConfig.Hyperparameters;
import org.tribuo.math.Parameters;
import org.tribuo.math.StochasticGradientOptimiser;
import org.tribuo.math.la.DenseMatrix;
import org.tribuo.math.la.Tensor;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.math.optimisers.ParameterAveraging;

/**
 * Ridge regression towards prior means for Tribuo's trainers: before each step of another optimiser, every weight is pulled
 * towards its prior by as much as the ridge asks for. The bias, in the last column, is free.
 */
final class PriorRidge implements StochasticGradientOptimiser {
    private final StochasticGradientOptimiser inner;
    private final double pull;
    private final double[][] prior;

    @SuppressWarnings("NullAway.Init") // Tribuo initialises it before the first step
    private Parameters parameters;

    /**
     * @param ridge how many rows' worth of evidence hold a weight at its prior
     * @param rows how many rows are trained on
     * @param minibatch how many of them make one step: Tribuo adds their gradients up, and multiplies the sum by this number
     * @param prior the mean of each weight, by label and feature as Tribuo numbers them; the weights begin there
     */
    private PriorRidge(StochasticGradientOptimiser inner, double ridge, int rows, int minibatch, double[][] prior) {
        this(inner, ridge / rows * minibatch * minibatch, prior);
    }

    private PriorRidge(StochasticGradientOptimiser inner, double pull, double[][] prior) {
        this.inner = inner;
        this.pull = pull;
        this.prior = prior;
    }

    /**
     * The optimiser of all our trainers. Averaging the steps makes plain SGD end near the optimum and depend little on the
     * order of the rows.
     */
    static StochasticGradientOptimiser averaged(Hyperparameters with, double ridge, int rows, double[][] prior) {
        return new ParameterAveraging(
                new PriorRidge(new AdaGrad(with.learningRate()), ridge, rows, with.minibatch(), prior));
    }

    @Override
    public void initialise(Parameters trained) {
        this.parameters = trained;
        DenseMatrix weights = weights();
        for (int row = 0; row < prior.length; row++) {
            for (int column = 0; column < prior[row].length; column++) {
                weights.set(row, column, prior[row][column]);
            }
        }
        inner.initialise(trained);
    }

    private DenseMatrix weights() {
        return (DenseMatrix) parameters.get()[0];
    }

    @Override
    public Tensor[] step(Tensor[] updates, double weight) {
        DenseMatrix weights = weights();
        DenseMatrix pulled = new DenseMatrix(weights.getDimension1Size(), weights.getDimension2Size());
        pulled.intersectAndAddInPlace(updates[0]);
        for (int row = 0; row < prior.length; row++) {
            for (int column = 0; column < prior[row].length; column++) {
                pulled.add(row, column, pull * (prior[row][column] - weights.get(row, column)));
            }
        }
        return inner.step(new Tensor[] {pulled}, weight);
    }

    @Override
    public void finalise() {
        inner.finalise();
    }

    @Override
    public void reset() {
        inner.reset();
    }

    @Override
    public StochasticGradientOptimiser copy() {
        return new PriorRidge(inner.copy(), pull, prior);
    }

    @Override
    public ConfiguredObjectProvenance getProvenance() {
        return new ConfiguredObjectProvenanceImpl(this, "StochasticGradientOptimiser");
    }
}
