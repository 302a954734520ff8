#pragma once

namespace fail_at
{

/// Stops the program at this point and has it go on from here once for every order that comes in on standard input, in
/// a process of its own: most of a trial's time would else go into starting the program. An order is a line
///
///     FAMILY CALL FORM ERROR STDERR REPORT
///
/// with what fails (parse() in FailAt.h), the file that the trial's messages go to, and the one for what was done
/// (begin()). Answered on the descriptor $FAIL_AT_REPLIES with two lines: the number of the process when it begins, and
/// what waitpid() says when it has ended. Returns in those processes only; this one ends with the last order.
///
/// There may be one thread only.
void serveTrials();

}  // namespace fail_at
