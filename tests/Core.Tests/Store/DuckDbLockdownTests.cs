using Deskmeter.Store.DuckDb;
using Xunit;

namespace Deskmeter.Core.Tests.Store;

/// <summary>A statement reaches nothing but the database's own tables and the export folder.</summary>
public sealed class DuckDbLockdownTests : IDisposable
{
    private readonly FactsFolder _folder = new();
    private readonly string _exports;
    private readonly DuckDbDatabase _database;
    private readonly DuckDbConnection _connection;

    public DuckDbLockdownTests()
    {
        _exports = Directory.CreateDirectory(_folder.File("it's exports")).FullName;
        _database = _folder.Database(FactsFolder.Options with { ExportFolder = _exports });
        _connection = _database.Connect();
        File.WriteAllText(_folder.File("secret.csv"), "a,b\n1,2\n");
    }

    public void Dispose()
    {
        _connection.Dispose();
        _database.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("select * from read_csv('{0}/secret.csv')")]
    [InlineData("select * from '{0}/secret.csv'")]
    [InlineData("select * from sniff_csv('{0}/secret.csv')")]
    [InlineData("select * from read_text('{0}/secret.csv')")]
    [InlineData("select * from read_blob('{0}/secret.csv')")]
    [InlineData("select * from read_json('{0}/secret.csv')")]
    [InlineData("select * from read_parquet('{0}/secret.csv')")]
    [InlineData("select * from read_csv('{0}/it''s exports/../secret.csv')")]
    [InlineData("copy (select 1) to '{0}/out.csv'")]
    [InlineData("copy (select 1) to '{0}/it''s exports/../out.csv'")]
    [InlineData("attach '{0}/other.duckdb' as other")]
    [InlineData("install httpfs")]
    [InlineData("load httpfs")]
    [InlineData("load '{0}/secret.csv'")]
    [InlineData("set threads = 64")]
    [InlineData("set enable_external_access = true")]
    [InlineData("set lock_configuration = false")]
    [InlineData("set memory_limit = '100GB'")]
    [InlineData("set temp_directory = '/tmp'")]
    [InlineData("set allowed_directories = ['/']")]
    [InlineData("reset allowed_directories")]
    [InlineData("pragma memory_limit = '100GB'")]
    [InlineData("select * from glob('{0}/*')")]
    [InlineData("export database '{0}/dump'")]
    [InlineData("import database '{0}/dump'")]
    [InlineData("create persistent secret s (type s3, key_id 'a', secret 'b')")]
    [InlineData("create secret s (type s3, key_id 'a', secret 'b')")]
    public void A_statement_cannot_reach_outside(string statement)
    {
        var text = statement.Replace("{0}", _folder.Path, StringComparison.Ordinal);
        Assert.Throws<DuckDbException>(() => _connection.Execute(text));
        Assert.False(File.Exists(_folder.File("out.csv")) || File.Exists(_folder.File("other.duckdb")) || Directory.Exists(_folder.File("dump")));
    }

    [Fact]
    public void The_export_folder_can_be_written_and_read()
    {
        _connection.Execute($"copy (select 7 as n) to {Sql.Literal(Path.Combine(_exports, "out.csv"))}");
        Assert.Equal("n\n7\n", File.ReadAllText(Path.Combine(_exports, "out.csv")));
        Assert.Equal(7L, _connection.Value($"select n from read_csv({Sql.Literal(Path.Combine(_exports, "out.csv"))})"));
    }

    [Fact]
    public void Without_an_export_folder_nothing_is_reachable()
    {
        using var database = DuckDbDatabase.Open(_folder.File("closed.duckdb"), _folder.File("spill"), FactsFolder.Options);
        using var connection = database.Connect();
        Assert.Throws<DuckDbException>(() => connection.Execute($"copy (select 1) to '{_folder.Path}/out.csv'"));
    }

    [Theory]
    [InlineData("threads", "2")]
    [InlineData("memory_limit", "512.0 MiB")]
    [InlineData("enable_external_access", "false")]
    [InlineData("autoinstall_known_extensions", "false")]
    [InlineData("autoload_known_extensions", "false")]
    [InlineData("lock_configuration", "true")]
    [InlineData("integer_division", "true")]
    [InlineData("ieee_floating_point_ops", "false")]
    [InlineData("enable_progress_bar", "false")]
    [InlineData("TimeZone", "UTC")]
    public void Settings_hold_on_every_connection(string name, string expected)
    {
        using var another = _database.Connect();
        Assert.Equal(expected, another.Value($"select current_setting('{name}')::varchar"));
    }

    [Fact]
    public void What_does_not_fit_in_memory_goes_into_the_data_folder() =>
        Assert.Equal(_folder.File("spill"), _connection.Value("select current_setting('temp_directory')"));
}
