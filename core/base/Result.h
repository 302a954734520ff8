#pragma once

#include <utility>

#include <tl/expected.hpp>

#include <normscope/base/Message.h>

namespace normscope
{

/// What kind of thing went wrong. The command line turns it into an exit code (see app/ExitCode.h).
enum class ErrorCode
{
    Usage,     ///< decidable from options, configuration or names alone, before data are read
    Data,      ///< a file was read and does not hold what it should
    Io,        ///< the operating system refused to read or write
    Internal,  ///< anything else
};

/// One clear sentence for the user: what was wrong, where, and what to do about it.
struct Error
{
    ErrorCode code = ErrorCode::Internal;
    Message message;
};

/// A value or the error that kept it from being made. Nothing in core throws across its interface.
template <class T>
using Result = tl::expected<T, Error>;

using Status = Result<void>;

inline tl::unexpected<Error> fail(ErrorCode code, Message message)
{
    return tl::unexpected<Error>(Error{code, std::move(message)});
}

/// Hands an error on to a caller whose result has another value type.
template <class T>
tl::unexpected<Error> passOn(Result<T>& result)
{
    return tl::unexpected<Error>(std::move(result.error()));
}

template <class T>
tl::unexpected<Error> passOn(const Result<T>& result)
{
    return tl::unexpected<Error>(result.error());
}

}  // namespace normscope
