package dev.fader.bench.contender;

import dev.fader.queue.sql.Sql;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import java.sql.SQLException;
import java.time.Duration;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** A pool of connections to one database. */
public final class BenchDatabase implements AutoCloseable {

    private final AgroalDataSource pool;
    private final Jdbi jdbi;

    private BenchDatabase(AgroalDataSource pool) {
        this.pool = pool;
        this.jdbi = Sql.over(pool);
    }

    /** One that is there. @param options of the driver, such as {@code &reWriteBatchedInserts=true} */
    public static BenchDatabase open(int port, String name, int connections, String options) {
        AgroalDataSourceConfigurationSupplier configuration = new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(connections)
                        .acquisitionTimeout(Duration.ofSeconds(30))
                        .connectionFactoryConfiguration(factory -> factory.jdbcUrl(
                                "jdbc:postgresql://127.0.0.1:%d/%s?user=fader%s".formatted(port, name, options))));
        try {
            return new BenchDatabase(AgroalDataSource.from(configuration));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One that is made anew. */
    public static BenchDatabase create(int port, String name, int connections, String options) {
        try (BenchDatabase postgres = open(port, "postgres", 1, "")) {
            postgres.jdbi().useHandle(handle -> {
                handle.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
                handle.execute("CREATE DATABASE " + name);
            });
        }
        return open(port, name, connections, options);
    }

    public AgroalDataSource pool() {
        return pool;
    }

    public Jdbi jdbi() {
        return jdbi;
    }

    long count(String query, Object... arguments) {
        return jdbi.withHandle(
                handle -> handle.select(query, arguments).mapTo(Long.class).one());
    }

    void execute(String... statements) {
        try (Handle handle = jdbi.open()) {
            for (String statement : statements) {
                handle.execute(statement);
            }
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
