#pragma once

namespace normscope
{

/// Several lambdas as one visitor for std::visit.
template <class... Functions>
struct Overloaded : Functions...
{
    using Functions::operator()...;
};
template <class... Functions>
Overloaded(Functions...) -> Overloaded<Functions...>;

}  // namespace normscope
