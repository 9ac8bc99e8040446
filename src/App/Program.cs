using Deskmeter.App.Cli;

var terminal = Terminal.OfProcess();
try
{
    return Verbs.Run(args, terminal, new OwnWorkspace());
}
catch (FolderHeldException held)
{
    return await VerbSocket.Forward(args, terminal, held.Holder);
}
