Console.WriteLine("deskmeter bench");
