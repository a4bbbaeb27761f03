#pragma once

#include "fit.hpp"
#include "policy/model/linear_model.hpp"

// The fitted weights of signs as the model keeps them: a byte each.
namespace jiaxin::policy::training {

LinearTables quantise(const Fit& fit, const std::vector<std::vector<double>>& types);

}  // namespace jiaxin::policy::training
