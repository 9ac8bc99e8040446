using Deskmeter.App.Cli;
using Deskmeter.Store.DuckDb;

// The library is large and checked; verbs that need it find it loaded.
_ = Task.Run(DuckDbLibrary.Load);
var terminal = Terminal.OfProcess();
try
{
    return Verbs.Run(args, terminal, new OwnWorkspace());
}
catch (FolderHeldException held)
{
    return await VerbSocket.Forward(args, terminal, held.Holder);
}
