package dev.fader.trainer.graph;

import static dev.fader.trainer.graph.Value.ANY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.trainer.graph.Graph.Parameters;
import dev.fader.trainer.graph.Parameter.Initializer;
import org.junit.jupiter.api.Test;

/** An operation changes its operand in place only where nothing else can see that. */
class InPlaceTest {

    private static final String IN_PLACE = "torch.leaky_relu_(";

    private final Graph graph = new Graph(Parameters.NAMED, new Target(Form.FOLDED, Precision.FP32));
    private final Value input = graph.input("x", ANY, 4, ANY);
    private final Value slope = graph.root().parameter("slope", Initializer.constant(0.25), 1);

    @Test
    void whatNothingElseReadsIsChanged() {
        graph.output("y", Ops.prelu(product(), slope));

        assertThat(graph.program().statements()).contains(IN_PLACE);
    }

    @Test
    void whatIsReadBeforeOrAfterIsNot() {
        Value product = product();
        Value squares = Ops.square(product);
        graph.output("before", Ops.prelu(product, slope).plus(squares));
        Value another = product("another");
        graph.output("after", Ops.prelu(another, slope).plus(another));

        assertThat(graph.program().statements()).doesNotContain(IN_PLACE);
    }

    @Test
    void norIsWhatIsReturned() {
        Value product = product();
        graph.output("y", Ops.prelu(product, slope));
        graph.output("product", product);

        assertThat(graph.program().statements()).doesNotContain(IN_PLACE);
    }

    @Test
    void norWhatACallPasses() {
        graph.output("y", Ops.prelu(input, slope));

        assertThat(graph.program().statements()).doesNotContain(IN_PLACE);
    }

    private Value product() {
        return product("product");
    }

    private Value product(String name) {
        Scope scope = graph.root().in(name);
        Value weight = scope.parameter("weight", Initializer.constant(1), 4, 4, 1);
        return Ops.pointwise(input, weight, scope.parameter("bias", Initializer.constant(0), 4));
    }
}
