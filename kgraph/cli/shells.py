"""The shells that kgraph can be completed in: those that click knows, a bash that quotes, and PowerShell."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

__all__ = ["SHELLS", "register"]

SHELLS = ("bash", "zsh", "fish", "powershell")


def register() -> None:
    """Add PowerShell, and a bash that keeps names with spaces in one word, to the shells that click knows."""
    from click.shell_completion import BashComplete, ShellComplete, add_completion_class

    class QuotingBash(BashComplete):
        """Bash puts words on the line as they are; a name with spaces must be escaped first."""

        def format_completion(self, item: CompletionItem) -> str:
            return f"{item.type},{item.value if _in_quotes() else _escaped(str(item.value))}"

    class PowerShell(ShellComplete):
        """PowerShell 5.1 and later, through `Register-ArgumentCompleter -Native`; words come on lines of COMP_WORDS."""

        name: ClassVar[str] = "powershell"
        source_template: ClassVar[str] = _POWERSHELL

        def get_completion_args(self) -> tuple[list[str], str]:
            words = os.environ.get("COMP_WORDS", "").split("\n")[1:]
            return [word for word in words if word], os.environ.get("COMP_INCOMPLETE", "")

        def format_completion(self, item: CompletionItem) -> str:
            return "\t".join(" ".join(str(part).split()) for part in (item.type, item.value, item.help or item.value))

    add_completion_class(QuotingBash)
    add_completion_class(PowerShell)


def _in_quotes() -> bool:
    """Whether the word to complete began with a quote; bash sends the words as they stand, a line for each."""
    words = os.environ.get("COMP_WORDS", "").split("\n")
    place = int(os.environ.get("COMP_CWORD") or 0)
    return place < len(words) and words[place].startswith(('"', "'"))


def _escaped(word: str) -> str:
    """Backslashes before what bash would read; two of them, since click's script reads the line with `read` first."""
    return "".join(f"\\\\{sign}" if sign in _SPECIAL else sign for sign in word)


_SPECIAL = frozenset(" \t\"'\\$`!&;|<>()[]{}*?#~")

_POWERSHELL = """\
Register-ArgumentCompleter -Native -CommandName %(prog_name)s -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $before = $commandAst.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursorPosition }
    $words = $before | ForEach-Object {
        if ($_ -is [System.Management.Automation.Language.StringConstantExpressionAst]) { $_.Value } else { $_.Extent.Text }
    }
    $encoding = [Console]::OutputEncoding
    try {
        [Console]::OutputEncoding = [System.Text.Encoding]::UTF8
        $env:COMP_WORDS = $words -join "`n"
        $env:COMP_INCOMPLETE = $wordToComplete.Trim("'", '"')
        $env:%(complete_var)s = 'powershell_complete'
        & %(prog_name)s | ForEach-Object {
            $type, $value, $hint = $_ -split "`t", 3
            if ($type -eq 'plain') {
                $text = if ($value -match '[^\\w.=-]') { "'" + $value.Replace("'", "''") + "'" } else { $value }
                [System.Management.Automation.CompletionResult]::new($text, $value, 'ParameterValue', $hint)
            }
        }
    } finally {
        [Console]::OutputEncoding = $encoding
        Remove-Item Env:\\%(complete_var)s, Env:\\COMP_WORDS, Env:\\COMP_INCOMPLETE -ErrorAction SilentlyContinue
    }
}
"""
