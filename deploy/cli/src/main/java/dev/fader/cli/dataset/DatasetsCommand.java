package dev.fader.cli.dataset;

import dev.fader.cli.output.JsonLine;
import dev.fader.schemas.api.DatasetView;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fader datasets}: songs to train with, by name. */
@Command(
        name = "datasets",
        description = "List data sets; add, show, check or remove one.",
        mixinStandardHelpOptions = true,
        subcommands = {
            AddDatasetCommand.class,
            DatasetsCommand.Show.class,
            DatasetsCommand.Check.class,
            DatasetsCommand.Remove.class
        })
public final class DatasetsCommand implements Callable<Integer> {

    @Mixin
    private DatasetOptions options = new DatasetOptions();

    @Override
    public Integer call() {
        List<DatasetView> datasets = List.of(options.client().get(options.path(), DatasetView[].class));
        if (options.json()) {
            new JsonLine("datasets", true).put("datasets", datasets).print();
        } else {
            datasets.forEach(dataset -> System.out.println(DatasetText.line(dataset)));
        }
        return 0;
    }

    @Command(name = "show", description = "Show a data set, and what its check found.", mixinStandardHelpOptions = true)
    static final class Show implements Callable<Integer> {

        @Mixin
        private DatasetOptions options = new DatasetOptions();

        @Parameters(paramLabel = "NAME", description = "or id")
        private String name = "";

        @Override
        public Integer call() {
            return options.print("datasets show", options.client().get(options.path(name, ""), DatasetView.class));
        }
    }

    @Command(
            name = "check",
            description = "Check a data set again, as after its songs were changed.",
            mixinStandardHelpOptions = true)
    static final class Check implements Callable<Integer> {

        @Mixin
        private DatasetOptions options = new DatasetOptions();

        @Parameters(paramLabel = "NAME", description = "or id")
        private String name = "";

        @Override
        public Integer call() {
            DatasetView checking = options.client().post(options.path(name, "/check"), null, DatasetView.class);
            return options.print("datasets check", options.checked(options.client(), checking));
        }
    }

    @Command(
            name = "remove",
            description = "Forget a data set; its files stay in storage.",
            mixinStandardHelpOptions = true)
    static final class Remove implements Callable<Integer> {

        @Mixin
        private DatasetOptions options = new DatasetOptions();

        @Parameters(paramLabel = "NAME", description = "or id")
        private String name = "";

        @Override
        public Integer call() {
            options.client().delete(options.path(name, ""));
            if (options.json()) {
                new JsonLine("datasets remove", true).put("dataset", name).print();
            } else {
                System.out.println(name + " is forgotten; its files are where they were");
            }
            return 0;
        }
    }
}
