using Deskmeter.App.Cli;
using Deskmeter.Store.DuckDb;

// The library is large and checked; verbs that need it find it loaded.
_ = Task.Run(DuckDbLibrary.Load);
return await HeldFolder.Run(args, Terminal.OfProcess());
